"""Addresses of projects. Part of `projets.urls`."""

from django.urls import path

from projets.portfolio.projects.views import parts, reading, writing

urlpatterns = [
    path("projets/", reading.ProjectsView.as_view(), name="projects"),
    path("projets/nouveau/", writing.project_models, name="project_models"),
    path("projets/nouveau/<slug:key>/", writing.ProjectNewView.as_view(), name="project_new"),
    path("projets/<int:pk>/", reading.ProjectView.as_view(), name="project"),
    path("projets/<int:pk>/modifier/", writing.ProjectEditView.as_view(), name="project_edit"),
    path("projets/<int:pk>/ecarter/", writing.SetAsideView.as_view(), name="project_set_aside"),
    path("projets/<int:pk>/etat/<slug:state>/", writing.project_move, name="project_move"),
    path("projets/<int:pk>/personnes/", parts.ProjectPeopleView.as_view(), name="project_people"),
    path("projets/<int:pk>/personnes/ajouter/", parts.person_add, name="project_person_add"),
    path("projets/<int:pk>/personnes/<int:part>/retirer/", parts.person_remove, name="project_person_remove"),
    path("projets/<int:pk>/discussion/", parts.discussion_open, name="project_discussion"),
    path("projets/<int:pk>/lieux/ajouter/", parts.ProjectPlaceView.as_view(), name="project_place_add"),
    path("projets/<int:pk>/lieux/<int:part>/retirer/", parts.place_remove, name="project_place_remove"),
    path("projets/<int:pk>/etapes/ajouter/", parts.MilestoneView.as_view(), name="milestone_add"),
    path("projets/<int:pk>/etapes/<int:part>/", parts.MilestoneView.as_view(), name="milestone_edit"),
    path("projets/<int:pk>/etapes/<int:part>/fait/", parts.milestone_mark, name="milestone_mark"),
    path("projets/<int:pk>/etapes/<int:part>/retirer/", parts.milestone_remove, name="milestone_remove"),
    path("projets/<int:pk>/risques/ajouter/", parts.RiskView.as_view(), name="risk_add"),
    path("projets/<int:pk>/risques/<int:part>/", parts.RiskView.as_view(), name="risk_edit"),
    path("projets/<int:pk>/risques/<int:part>/retirer/", parts.risk_remove, name="risk_remove"),
]
