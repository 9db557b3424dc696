"""Addresses of crossed tables. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings.cross_tables import views

urlpatterns = [
    path("<slug:slug>/resultats/croiser/", views.cross_questions, name="cross"),
    path("<slug:slug>/resultats/croiser/table.<str:form>", views.cross_file, name="cross_file"),
]
