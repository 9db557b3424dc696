"""Addresses of the chantiers. Part of `projets.urls`."""

from django.urls import path

from projets.portfolio.chantiers import views

urlpatterns = [
    path("projets/chantiers/<slug:slug>/modifier/", views.ChantierEditView.as_view(), name="chantier_edit"),
]
