"""Addresses of the workshops that were run."""

from django.urls import path

from ressources.workshops.deliveries.views import deliveries, group_sessions

urlpatterns = [
    path("fiches/<int:pk>/grille/", group_sessions.SheetSessionView.as_view(), name="sheet_session"),
    path("fiches/<int:pk>/anime/", deliveries.DeliverView.as_view(), name="deliver"),
    path("fiches/<int:pk>/animations/", deliveries.DeliveriesView.as_view(), name="deliveries"),
    path("mes-ateliers/", deliveries.MyDeliveriesView.as_view(), name="my_deliveries"),
    path("animations/<int:pk>/modifier/", deliveries.DeliveryEditView.as_view(), name="delivery_edit"),
    path("animations/<int:pk>/retirer/", deliveries.remove, name="delivery_remove"),
]
