"""Addresses of refusals."""

from django.urls import path

from alertes.channels.refusals import views

urlpatterns = [path("courriels/adresse/<int:pk>/reessayer/", views.try_address, name="try_address")]
