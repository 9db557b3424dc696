"""Address of the map of an answer. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings.territory_map import views

urlpatterns = [path("<slug:slug>/resultats/carte/", views.territories, name="territories")]
