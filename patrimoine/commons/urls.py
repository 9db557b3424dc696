"""Addresses of the packages for Wikimedia Commons. Part of `patrimoine.urls`."""

from django.urls import path

from patrimoine.commons import views

urlpatterns = [
    path("commons/", views.CommonsView.as_view(), name="commons"),
    path("commons/paquet.zip", views.commons_zip, name="commons_zip"),
    path("lieux/<slug:slug>/commons/", views.CommonsView.as_view(), name="place_commons"),
    path("lieux/<slug:slug>/commons/paquet.zip", views.commons_zip, name="place_commons_zip"),
]
