"""Addresses of published results. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings.publication import views

urlpatterns = [
    path("resultats-publics/", views.PublicResultsListView.as_view(), name="public_results_list"),
    path("<slug:slug>/resultats-publics/", views.public_results, name="public_results"),
    path("<slug:slug>/resultats/publication/", views.PublicationView.as_view(), name="publication"),
    path("<slug:slug>/resultats/publication/retirer/", views.unpublish, name="unpublish"),
]
