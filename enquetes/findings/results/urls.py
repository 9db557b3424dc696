"""Addresses of the results of a campaign. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings.results import views

urlpatterns = [
    path("resultats/", views.CampaignsWithResultsView.as_view(), name="results_list"),
    path("<slug:slug>/resultats/", views.results, name="results"),
    path("<slug:slug>/resultats/parmi/", views.choose_people, name="results_people"),
]
