"""Addresses of the decisions about a sheet."""

from django.urls import path

from ressources.authoring.publication import views

urlpatterns = [
    path("fiches/<int:pk>/publier/", views.publish, name="publish"),
    path("fiches/<int:pk>/demander-des-modifications/", views.ask_changes, name="ask_changes"),
    path("fiches/<int:pk>/retirer/", views.withdraw, name="withdraw"),
]
