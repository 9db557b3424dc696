"""Addresses of the team of an EPM."""

from django.urls import path

from reseau.people.teams import views

urlpatterns = [
    path("annuaire/<slug:slug>/equipe/", views.TeamView.as_view(), name="team"),
    path("annuaire/<slug:slug>/equipe/<int:pk>/reference/", views.set_referent, name="set_referent"),
]
