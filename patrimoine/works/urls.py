"""Addresses of photos and sounds of heritage places. Part of `patrimoine.urls`."""

from django.urls import path

from patrimoine.works import views

urlpatterns = [
    path("lieux/<slug:slug>/photos-et-sons/", views.works, name="works"),
    path("oeuvres/<int:pk>/modifier/", views.describe, name="work_edit"),
    path("oeuvres/<int:pk>/retirer/", views.withdraw, name="work_withdraw"),
    path("oeuvres/<int:pk>/<slug:size>/", views.show, name="work_file"),
]
