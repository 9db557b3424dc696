"""Addresses of the map of places."""

from django.urls import path

from reseau.directory.place_map import views
from reseau.directory.place_map.place_points import place_points

urlpatterns = [
    path("annuaire/carte/", views.place_map, name="place_map"),
    path("annuaire/carte/points.json", place_points, name="place_points"),
]
