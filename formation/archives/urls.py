"""Addresses of the intermediate archive."""

from django.urls import path

from formation.archives import views

urlpatterns = [
    path("archives/", views.archives, name="archives"),
    path("archives/<int:pk>/detruire/", views.archive_destroy, name="archive_destroy"),
]
