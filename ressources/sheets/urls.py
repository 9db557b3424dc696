"""Addresses of the authors of a sheet."""

from django.urls import path

from ressources.sheets import views as sheets

urlpatterns = [
    path("fiches/<int:pk>/auteurs/", sheets.AuthorsView.as_view(), name="authors"),
    path("fiches/<int:pk>/auteurs/ajouter/", sheets.add_coauthor, name="add_coauthor"),
    path("fiches/<int:pk>/auteurs/retirer/", sheets.remove_coauthor, name="remove_coauthor"),
    path("fiches/<int:pk>/auteurs/confier/", sheets.hand_over, name="hand_over"),
    path("fiches/<int:pk>/repondre/", sheets.take_over, name="take_over"),
]
