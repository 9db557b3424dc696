"""Addresses of the visits of EPM."""

from django.urls import path

from reseau.directory.place_visits import views

urlpatterns = [
    path("annuaire/<slug:slug>/visites/", views.PlaceVisitsView.as_view(), name="place_visits"),
    path("visites/<int:pk>/modifier/", views.correct, name="place_visit_edit"),
    path("visites/<int:pk>/effacer/", views.take_back, name="place_visit_delete"),
]
