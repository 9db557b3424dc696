"""Addresses of debits. Part of `accueil.urls`."""

from django.urls import path

from accueil.declic.debits import views

WORKSHOP, DELIVERY = {"kind": "workshop"}, {"kind": "delivery"}
urlpatterns = [
    path("tickets-declic/", views.PaidSessionsView.as_view(), name="paid_sessions"),
    path("tickets-declic/ateliers/<int:pk>/", views.PaidSessionView.as_view(), WORKSHOP, name="paid_workshop"),
    path("tickets-declic/ateliers/<int:pk>/entrees/", views.debit_entries, WORKSHOP, name="paid_workshop_entries"),
    path("tickets-declic/seances/<int:pk>/", views.PaidSessionView.as_view(), DELIVERY, name="paid_delivery"),
    path("tickets-declic/seances/<int:pk>/entrees/", views.debit_entries, DELIVERY, name="paid_delivery_entries"),
    path("tickets-declic/debits/<int:pk>/annuler/", views.DebitReverseView.as_view(), name="debit_reverse"),
]
