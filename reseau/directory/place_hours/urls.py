"""Addresses of the hours of a place."""

from django.urls import path

from reseau.directory.place_hours import views

urlpatterns = [
    path("annuaire/<slug:slug>/modifier/horaires/", views.edit_hours, name="hours_edit"),
    path("annuaire/<slug:slug>/fermetures/", views.exceptions, name="hours_exceptions"),
    path("annuaire/<slug:slug>/fermetures/retirer/", views.withdraw, name="hours_withdraw"),
    path("annuaire/<slug:slug>/fermetures/<slug:day>/", views.close_day, name="hours_close_day"),
    path("annuaire/<slug:slug>/verifier/", views.confirm, name="hours_confirm"),
    path("annuaire/<slug:slug>/horaires-faux/", views.report, name="hours_report"),
]
