"""Addresses of the pictures of places."""

from django.urls import path

from reseau.directory.place_pictures import views

urlpatterns = [
    path("annuaire/<slug:slug>/photos/", views.pictures, name="place_pictures"),
    path("annuaire/photos/<int:pk>/modifier/", views.describe, name="place_picture_edit"),
    path("annuaire/photos/<int:pk>/en-tete/", views.put_first, name="place_picture_first"),
    path("annuaire/photos/<int:pk>/retirer/", views.withdraw, name="place_picture_withdraw"),
    path("annuaire/photos/<int:pk>/<slug:size>/", views.show, name="place_picture"),
]
