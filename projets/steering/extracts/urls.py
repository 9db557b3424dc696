"""Addresses of public extracts. Part of `projets.urls`."""

from django.urls import path

from projets.steering.extracts import views

urlpatterns = [
    path("comite-de-pilotage/", views.PublicExtractsView.as_view(), name="public_extracts"),
    path("comite-de-pilotage/<int:pk>/", views.PublicExtractView.as_view(), name="public_extract"),
    path("projets/comite/seances/<int:pk>/extrait/", views.ExtractFormView.as_view(), name="extract_edit"),
]
