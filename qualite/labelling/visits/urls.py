"""Addresses of visits. Part of `qualite.urls`."""

from django.urls import path

from qualite.labelling.visits import views

urlpatterns = [
    path("dossiers/<int:pk>/visite/", views.VisitView.as_view(), name="visit"),
    path("dossiers/<int:pk>/visite/annuler/", views.visit_cancel, name="visit_cancel"),
    path("dossiers/<int:pk>/observations/", views.ObservationsView.as_view(), name="observations"),
]
