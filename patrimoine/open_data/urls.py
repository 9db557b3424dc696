"""Addresses of heritage as open data. Part of `patrimoine.urls`."""

from django.urls import path

from patrimoine.open_data import views

urlpatterns = [
    path("donnees/", views.heritage_data, name="open_data"),
    path("donnees/patrimoine.jsonld", views.heritage_jsonld, name="jsonld"),
    path("donnees/patrimoine.geojson", views.heritage_geojson, name="geojson"),
    path("donnees/lieux-de-patrimoine.csv", views.places_table, name="places_csv"),
    path("donnees/circuits-de-patrimoine.csv", views.trails_table, name="trails_csv"),
    path("donnees/datapackage.json", views.tables_package, name="datapackage"),
    path("donnees/sorties.json", views.outings_file, name="outings_json"),
    path("donnees/sorties.ics", views.outings_calendar, name="outings_ics"),
]
