"""Addresses of the counter. Part of `qualite.urls`."""

from django.urls import path

from qualite.activity.visit_tally import views

urlpatterns = [
    path("activite/lieux/<slug:slug>/compteur/", views.TallyView.as_view(), name="tally"),
    path("activite/lieux/<slug:slug>/compteur/plus/", views.tap, name="tally_tap"),
    path("activite/lieux/<slug:slug>/compteur/entrees/", views.tally_entries, name="tally_entries"),
]
