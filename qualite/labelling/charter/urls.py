"""Addresses of charters: their text, public, and their versions, for the coordination. Part of `qualite.urls`."""

from django.urls import path

from qualite.labelling.charter import views

urlpatterns = [
    path("charte/", views.ChartersView.as_view(), name="charters"),
    path("charte/<slug:slug>/", views.CharterView.as_view(), name="charter"),
    path("charte/<slug:slug>/<int:version>/", views.CharterView.as_view(), name="charter_version"),
    path("charte/<slug:slug>/<int:version>/suivante/", views.charter_next_version, name="charter_next"),
    path("charte/<slug:slug>/<int:version>/mettre-en-vigueur/", views.charter_put_in_force, name="charter_in_force"),
]
