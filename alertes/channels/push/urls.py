"""Addresses of the devices of a member."""

from django.urls import path

from alertes.channels.push import views

urlpatterns = [
    path("appareils/relier/", views.device_add, name="device_add"),
    path("appareils/<int:pk>/retirer/", views.device_remove, name="device_remove"),
]
