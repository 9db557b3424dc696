"""URLs of the catalogue. Any word may name a training: keep them last."""

from django.urls import path

from formation.offer.catalogue import views

urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("fichiers/<int:pk>/retirer/", views.detach, name="detach_kit_file"),
    path("fichiers/<int:pk>/<str:name>", views.download, name="kit_file"),
    path("<str:slug>/", views.training, name="training"),
    path("<str:slug>/fichiers/", views.KitFilesView.as_view(), name="kit_files"),
]
