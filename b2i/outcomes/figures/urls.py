"""Addresses of the figures of records. Part of `b2i.urls`."""

from django.urls import path

from b2i.outcomes.figures import views

urlpatterns = [
    path("b2i/chiffres/", views.figures, name="figures"),
    path("b2i/chiffres/chiffres.csv", views.as_csv, name="figures_csv"),
    path("b2i/chiffres/chiffres.ods", views.as_ods, name="figures_ods"),
]
