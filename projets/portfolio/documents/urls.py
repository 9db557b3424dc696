"""Addresses of the documents of projects. Part of `projets.urls`."""

from django.urls import path

from projets.portfolio.documents import views

urlpatterns = [
    path("projets/<int:pk>/documents/", views.ProjectFilesView.as_view(), name="project_files"),
    path("projets/documents/<int:pk>/retirer/", views.file_remove, name="project_file_remove"),
    path("projets/documents/<int:pk>/<str:name>", views.download, name="project_file"),
]
