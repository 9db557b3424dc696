"""Addresses of the directory as open data."""

from django.urls import path

from reseau.directory.open_data import views

urlpatterns = [
    path("annuaire/donnees/", views.open_data, name="open_data"),
    path("annuaire/lieux.csv", views.places_csv, name="places_csv"),
    path("annuaire/lieux.geojson", views.places_geojson, name="places_geojson"),
]
