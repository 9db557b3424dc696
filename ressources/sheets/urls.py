"""Addresses of the authors of a sheet."""

from django.urls import path

from ressources.sheets.views import authors

urlpatterns = [
    path("fiches/<int:pk>/auteurs/", authors.AuthorsView.as_view(), name="authors"),
    path("fiches/<int:pk>/auteurs/ajouter/", authors.add_coauthor, name="add_coauthor"),
    path("fiches/<int:pk>/auteurs/retirer/", authors.remove_coauthor, name="remove_coauthor"),
    path("fiches/<int:pk>/auteurs/confier/", authors.hand_over, name="hand_over"),
    path("fiches/<int:pk>/repondre/", authors.take_over, name="take_over"),
]
