"""Addresses of what browsers keep for their owners."""

from django.urls import path

from reseau.web.offline_entries import views

urlpatterns = [path("hors-ligne/cle/", views.owned_secret, name="owner_secret")]
