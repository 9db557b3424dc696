"""Addresses of covers, and of the pictures of shared links."""

from django.urls import path

from ressources.library.covers import views

urlpatterns = [
    path("couvertures/<version>/<theme>/<domains>/<pictogram>/<slug>.svg", views.cover, name="cover"),
    path("partage.png", views.site_picture, name="site_picture"),
    path("<str:slug>/partage.png", views.sheet_picture, name="sheet_picture"),
]
