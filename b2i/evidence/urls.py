"""Addresses of evidence: that of a skill, the files that go with it, the grids of workshops."""

from django.urls import path

from b2i.evidence import views as evidence
from b2i.grids import views as group_grid

urlpatterns = [
    path("b2i/livrets/<int:pk>/competences/<int:skill_pk>/", evidence.EvidenceView.as_view(), name="evidence_add"),
    path("b2i/preuves/<int:pk>/retirer/", evidence.evidence_retract, name="evidence_retract"),
    path("b2i/preuves/<int:pk>/petite", evidence.evidence_small, name="evidence_small"),
    path("b2i/preuves/<int:pk>/<str:name>", evidence.evidence_file, name="evidence_file"),
    path("b2i/grille/", group_grid.GroupSessionsView.as_view(), name="group_sessions"),
    path("b2i/grille/nouvelle/", group_grid.GroupSessionNewView.as_view(), name="group_session_new"),
    path("b2i/grille/<int:pk>/", group_grid.GridView.as_view(), name="grid"),
    path("b2i/grille/<int:pk>/modifier/", group_grid.GroupSessionEditView.as_view(), name="group_session_edit"),
    path("b2i/grille/<int:pk>/entrees/", group_grid.grid_entries, name="grid_entries"),
]
