"""Addresses of `accueil/declic`, concept by concept. Part of `accueil.urls`."""

from django.urls import path

from accueil.declic.bodies import views as bodies
from accueil.declic.debits import views as debits
from accueil.declic.reimbursements import views as reimbursements
from accueil.declic.results import views as results
from accueil.declic.tickets import views as tickets

WORKSHOP, DELIVERY = {"kind": "workshop"}, {"kind": "delivery"}
urlpatterns = [
    # Results of tickets.
    path("tickets-declic/resultats/", results.ticket_results, name="ticket_results"),
    # Reimbursements.
    path("tickets-declic/releves/", reimbursements.TicketStatementsView.as_view(), name="ticket_statements"),
    path("tickets-declic/releves/arreter/", reimbursements.draw, name="ticket_statements_draw"),
    path("tickets-declic/releves/releves.csv", reimbursements.statements_csv, name="ticket_statements_csv"),
    path("tickets-declic/releves/releves.ods", reimbursements.statements_sheet, name="ticket_statements_ods"),
    path("tickets-declic/releves/<int:pk>/", reimbursements.TicketStatementView.as_view(), name="ticket_statement"),
    path("tickets-declic/circuit/", reimbursements.CircuitView.as_view(), name="ticket_circuit"),
    path("tickets-declic/circuit/<int:pk>/retirer/", reimbursements.circuit_leave, name="ticket_circuit_leave"),
    # Debits.
    path("tickets-declic/", debits.PaidSessionsView.as_view(), name="paid_sessions"),
    path("tickets-declic/ateliers/<int:pk>/", debits.PaidSessionView.as_view(), WORKSHOP, name="paid_workshop"),
    path("tickets-declic/ateliers/<int:pk>/entrees/", debits.debit_entries, WORKSHOP, name="paid_workshop_entries"),
    path("tickets-declic/seances/<int:pk>/", debits.PaidSessionView.as_view(), DELIVERY, name="paid_delivery"),
    path("tickets-declic/seances/<int:pk>/entrees/", debits.debit_entries, DELIVERY, name="paid_delivery_entries"),
    path("tickets-declic/debits/<int:pk>/annuler/", debits.DebitReverseView.as_view(), name="debit_reverse"),
    # Tickets.
    path("tickets-declic/lots/", tickets.TicketBatchesView.as_view(), name="ticket_batches"),
    path("tickets-declic/lots/nouveau/", tickets.TicketBatchNewView.as_view(), name="ticket_batch_new"),
    path("tickets-declic/lots/<int:pk>/", tickets.TicketBatchView.as_view(), name="ticket_batch"),
    path("tickets-declic/lots/<int:pk>/tickets.pdf", tickets.batch_paper, name="ticket_batch_paper"),
    path("tickets-declic/lire/", tickets.ticket_by_code, name="ticket_by_code"),
    path("tickets-declic/tickets/<int:pk>/", tickets.TicketView.as_view(), name="ticket"),
    path("tickets-declic/tickets/<int:pk>/ticket.pdf", tickets.ticket_paper, name="ticket_paper"),
    # Bodies that take tickets.
    path("tickets-declic/organismes/", bodies.TicketBodiesView.as_view(), name="ticket_bodies"),
    path("tickets-declic/organismes/nouveau/", bodies.TicketBodyAddView.as_view(), name="ticket_body_new"),
    path("tickets-declic/organismes/<int:pk>/", bodies.TicketBodyView.as_view(), name="ticket_body"),
    path("tickets-declic/organismes/<int:pk>/agreer/", bodies.BodyApproveView.as_view(), name="body_approve"),
    path("tickets-declic/agrements/<int:pk>/fin/", bodies.ApprovalEndView.as_view(), name="approval_end"),
]
