"""Addresses of connections: the list of a member, and what an open page asks about its own."""

from django.urls import path

from reseau.people.connections import views
from reseau.permissions import network_required

urlpatterns = [
    path("connexion/encore/", views.stay_connected, name="stay_connected"),
    path("compte/connexions/", network_required(views.ConnectionsView.as_view()), name="connections"),
    path("compte/connexions/fermer/", views.connections_end, name="connections_end"),
    path("compte/connexions/<slug:reference>/fermer/", views.connection_end, name="connection_end"),
]
