"""Addresses of the public directory."""

from django.urls import path

from reseau.directory import views

urlpatterns = [
    path("annuaire/", views.DirectoryView.as_view(), name="directory"),
]
