"""Addresses of the versions of the framework of records, for coordinators. Part of `b2i.urls`."""

from django.urls import path

from b2i.outcomes.adoption import views

VERSIONS = "b2i/versions/"

urlpatterns = [
    path(VERSIONS, views.versions, name="versions"),
    path(f"{VERSIONS}modele.json", views.version_template_file, name="version_template"),
    path(f"{VERSIONS}<int:pk>/", views.version, name="version"),
    path(f"{VERSIONS}<int:pk>/ecarter/", views.version_set_aside, name="version_set_aside"),
]
