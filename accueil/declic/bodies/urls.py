"""Addresses of bodies that take tickets. Part of `accueil.urls`."""

from django.urls import path

from accueil.declic.bodies import views

urlpatterns = [
    path("tickets-declic/organismes/", views.TicketBodiesView.as_view(), name="ticket_bodies"),
    path("tickets-declic/organismes/nouveau/", views.TicketBodyAddView.as_view(), name="ticket_body_new"),
    path("tickets-declic/organismes/<int:pk>/", views.TicketBodyView.as_view(), name="ticket_body"),
    path("tickets-declic/organismes/<int:pk>/agreer/", views.BodyApproveView.as_view(), name="body_approve"),
    path("tickets-declic/agrements/<int:pk>/fin/", views.ApprovalEndView.as_view(), name="approval_end"),
]
