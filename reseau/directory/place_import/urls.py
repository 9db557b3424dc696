"""Addresses of the import of places."""

from django.urls import path

from reseau.directory.place_import import views

IMPORT = "annuaire/importer/"

urlpatterns = [
    path(IMPORT, views.place_import, name="place_import"),
    path(f"{IMPORT}<int:pk>/", views.import_preview, name="place_import_preview"),
    path(f"{IMPORT}<int:pk>/appliquer/", views.import_confirm, name="place_import_confirm"),
    path(f"{IMPORT}<int:pk>/oublier/", views.import_forget, name="place_import_forget"),
    path(f"{IMPORT}<int:pk>/bilan/", views.import_trail, name="place_import_trail"),
    path(f"{IMPORT}<int:pk>/annuler/", views.import_undo, name="place_import_undo"),
]
