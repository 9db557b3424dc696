"""Addresses of open data. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings.open_data import views

urlpatterns = [
    path("donnees-ouvertes/", views.OpenDataListView.as_view(), name="open_data_list"),
    path("<slug:slug>/donnees-ouvertes/", views.open_data, name="open_data"),
    path("<slug:slug>/donnees-ouvertes/reponses.csv", views.open_table, name="open_data_csv"),
    path("<slug:slug>/donnees-ouvertes/reponses.zip", views.open_package, name="open_data_zip"),
    path("<slug:slug>/resultats/donnees-ouvertes/", views.OpenDataChoiceView.as_view(), name="open_data_choice"),
    path("<slug:slug>/resultats/donnees-ouvertes/retirer/", views.withdraw, name="open_data_withdraw"),
]
