"""Addresses of reimbursements. Part of `accueil.urls`."""

from django.urls import path

from accueil.declic.reimbursements import views

urlpatterns = [
    path("tickets-declic/releves/", views.TicketStatementsView.as_view(), name="ticket_statements"),
    path("tickets-declic/releves/arreter/", views.draw, name="ticket_statements_draw"),
    path("tickets-declic/releves/releves.csv", views.statements_csv, name="ticket_statements_csv"),
    path("tickets-declic/releves/releves.ods", views.statements_sheet, name="ticket_statements_ods"),
    path("tickets-declic/releves/<int:pk>/", views.TicketStatementView.as_view(), name="ticket_statement"),
    path("tickets-declic/circuit/", views.CircuitView.as_view(), name="ticket_circuit"),
    path("tickets-declic/circuit/<int:pk>/retirer/", views.circuit_leave, name="ticket_circuit_leave"),
]
