"""Address of the map of an answer. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.territory_map import views

urlpatterns = [path("<slug:slug>/resultats/carte/", views.territories, name="territories")]
