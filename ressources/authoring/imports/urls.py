"""Addresses of the imports of documents."""

from django.urls import path

from ressources.authoring.imports import views

urlpatterns = [
    path("importer/", views.ImportView.as_view(), name="import"),
    path("importer/<int:pk>/", views.ImportBatchView.as_view(), name="import_batch"),
]
