"""Addresses of the pages that keep a télécentre. Part of `accueil.urls`."""

from django.urls import path

from accueil.telework.seats import views

urlpatterns = [
    path("teletravail/lieux/<slug:slug>/organiser/", views.TelecentreEditView.as_view(), name="telecentre_edit"),
    path("teletravail/lieux/<slug:slug>/postes/ajouter/", views.SeatFormView.as_view(), name="seat_add"),
    path("teletravail/lieux/<slug:slug>/postes/<int:pk>/", views.SeatFormView.as_view(), name="seat_edit"),
]
