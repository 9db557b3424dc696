"""URLs of the catalogue. Any word may name a training: keep them last."""

from django.urls import path

from formation.catalogue import views

urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("<str:slug>/", views.training, name="training"),
]
