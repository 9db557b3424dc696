"""Addresses of what communes put on their own websites."""

from django.urls import path

from reseau.directory.embedding import views

urlpatterns = [
    path("annuaire/integrer/", views.embedding, name="embedding"),
    path("annuaire/integrer/<slug:insee_code>/", views.embedded_places, name="embedded_places"),
]
