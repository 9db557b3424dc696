"""Address of the map of places."""

from django.urls import path

from reseau.place_map import views

urlpatterns = [path("annuaire/carte/", views.place_map, name="place_map")]
