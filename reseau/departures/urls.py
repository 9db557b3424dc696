"""Address of the page that closes a position."""

from django.urls import path

from reseau.departures import views

urlpatterns = [
    path("membres/postes/<int:pk>/fermer/", views.PositionCloseView.as_view(), name="position_close"),
]
