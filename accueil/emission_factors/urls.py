"""Addresses of the emission factor. Part of `accueil.urls`."""

from django.urls import path

from accueil.emission_factors import views

urlpatterns = [
    path("kilometres-evites/facteur/", views.factors, name="emission_factors"),
    path("kilometres-evites/facteur/nouveau/", views.EmissionFactorNewView.as_view(), name="emission_factor_new"),
]
