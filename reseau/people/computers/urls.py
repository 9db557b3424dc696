"""Addresses of the computers of a place."""

from django.urls import path

from reseau.people.computers import views

urlpatterns = [
    path("annuaire/<slug:slug>/ordinateurs/", views.ComputersView.as_view(), name="computers"),
    path("annuaire/<slug:slug>/ordinateurs/<int:pk>/retirer/", views.computer_revoke, name="computer_revoke"),
]
