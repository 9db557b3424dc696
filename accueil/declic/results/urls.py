"""Address of the results of tickets. Part of `accueil.urls`."""

from django.urls import path

from accueil.declic.results import views

urlpatterns = [path("tickets-declic/resultats/", views.ticket_results, name="ticket_results")]
