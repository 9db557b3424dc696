"""Addresses of the page that closes a position, and of the one that undoes it."""

from django.urls import path

from reseau.people.departures import views

urlpatterns = [
    path("membres/postes/<int:pk>/fermer/", views.PositionCloseView.as_view(), name="position_close"),
    path("membres/departs/<int:pk>/annuler/", views.undo, name="departure_undo"),
]
