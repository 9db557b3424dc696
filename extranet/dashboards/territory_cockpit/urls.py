"""Addresses of the cockpits of territories."""

from django.urls import path

from extranet.dashboards.territory_cockpit import views

urlpatterns = [
    path("", views.first_territory, name="territory_cockpits"),
    path("<slug:slug>/", views.cockpit_page, name="territory_cockpit"),
]
