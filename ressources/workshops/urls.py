"""Addresses of `ressources/workshops`, concept by concept. Part of `ressources.urls`."""

from django.urls import path

from ressources.workshops.deliveries.views import deliveries, group_sessions
from ressources.workshops.open_workshops.views import bookings, lists, workshop

urlpatterns = [
    # Workshops that were run.
    path("fiches/<int:pk>/grille/", group_sessions.SheetSessionView.as_view(), name="sheet_session"),
    path("fiches/<int:pk>/anime/", deliveries.DeliverView.as_view(), name="deliver"),
    path("fiches/<int:pk>/animations/", deliveries.DeliveriesView.as_view(), name="deliveries"),
    path("mes-ateliers/", deliveries.MyDeliveriesView.as_view(), name="my_deliveries"),
    path("animations/<int:pk>/modifier/", deliveries.DeliveryEditView.as_view(), name="delivery_edit"),
    path("animations/<int:pk>/retirer/", deliveries.remove, name="delivery_remove"),
    # Workshops to come.
    path("prochains-ateliers/", lists.NextWorkshopsView.as_view(), name="next_workshops"),
    path("prochains-ateliers/<int:pk>/", workshop.workshop_page, name="open_workshop"),
    path("prochains-ateliers/<int:pk>/modifier/", workshop.ChangeView.as_view(), name="workshop_change"),
    path("prochains-ateliers/<int:pk>/annuler/", workshop.cancel, name="workshop_cancel"),
    path("prochains-ateliers/<int:pk>/venus/", workshop.note_outcome, name="workshop_outcome"),
    path("prochains-ateliers/<int:pk>/inscrire/", bookings.enrol, name="workshop_enrol"),
    path("prochains-ateliers/<int:pk>/liste.pdf", bookings.door, name="workshop_door"),
    path("prochains-ateliers/<int:pk>/rappels.pdf", bookings.slips, name="workshop_slips"),
    path("prochains-ateliers/inscriptions/<int:pk>/retirer/", bookings.give_back, name="booking_give_back"),
    path("fiches/<int:pk>/annoncer/", lists.AnnounceView.as_view(), name="announce"),
]
