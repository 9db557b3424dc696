"""Addresses of the evidence of a skill and of its files. Part of `b2i.urls`."""

from django.urls import path

from b2i.records.evidence import views

urlpatterns = [
    path("b2i/livrets/<int:pk>/competences/<int:skill_pk>/", views.EvidenceView.as_view(), name="evidence_add"),
    path("b2i/preuves/<int:pk>/retirer/", views.evidence_retract, name="evidence_retract"),
    path("b2i/preuves/<int:pk>/texte/", views.TranscriptView.as_view(), name="transcript"),
    path("b2i/preuves/<int:pk>/petite", views.evidence_small, name="evidence_small"),
    path("b2i/preuves/<int:pk>/<str:name>", views.evidence_file, name="evidence_file"),
]
