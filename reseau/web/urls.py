"""Addresses of what browsers keep for their owners."""

from django.urls import path

from reseau.web import offline_entries

urlpatterns = [path("hors-ligne/cle/", offline_entries.owned_secret, name="owner_secret")]
