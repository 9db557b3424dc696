"""Addresses of the reports of activity. Part of `qualite.urls`."""

from django.urls import path

from qualite.activity.activity_report import views

PLACE = "activite/lieux/<slug:slug>/<int:year>/"
NETWORK = "activite/reseau/<int:year>/"

urlpatterns = [
    path(PLACE, views.place_year, name="place_year"),
    path(f"{PLACE}rapport.pdf", views.place_year_pdf, name="place_year_pdf"),
    path(f"{PLACE}rapport.ods", views.place_year_ods, name="place_year_ods"),
    path(NETWORK, views.network_year, name="network_year"),
    path(f"{NETWORK}rapport.pdf", views.network_year_pdf, name="network_year_pdf"),
    path(f"{NETWORK}rapport.ods", views.network_year_ods, name="network_year_ods"),
]
