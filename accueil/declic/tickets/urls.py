"""Addresses of tickets. Part of `accueil.urls`."""

from django.urls import path

from accueil.declic.tickets import views

urlpatterns = [
    path("tickets-declic/lots/", views.TicketBatchesView.as_view(), name="ticket_batches"),
    path("tickets-declic/lots/nouveau/", views.TicketBatchNewView.as_view(), name="ticket_batch_new"),
    path("tickets-declic/lots/<int:pk>/", views.TicketBatchView.as_view(), name="ticket_batch"),
    path("tickets-declic/lots/<int:pk>/tickets.pdf", views.batch_paper, name="ticket_batch_paper"),
    path("tickets-declic/lire/", views.ticket_by_code, name="ticket_by_code"),
    path("tickets-declic/tickets/<int:pk>/", views.TicketView.as_view(), name="ticket"),
    path("tickets-declic/tickets/<int:pk>/ticket.pdf", views.ticket_paper, name="ticket_paper"),
]
