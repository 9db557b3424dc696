"""URLs of what a place offers besides workshops: one module for each concept, each with its own prefix."""

from django.urls import include, path

app_name = "accueil"
urlpatterns = [
    path("", include("accueil.appointments.urls")),
    path("", include("accueil.visio_slots.urls")),
    path("", include("accueil.visio_rooms.urls")),
    path("", include("accueil.partners.urls")),
    path("", include("accueil.visio_report.urls")),
    path("", include("accueil.opinions.urls")),
    path("", include("accueil.ticket_results.urls")),
    path("", include("accueil.reimbursements.urls")),
    path("", include("accueil.debits.urls")),
    path("", include("accueil.tickets.urls")),
    path("", include("accueil.ticket_bodies.urls")),
    path("", include("accueil.emission_factors.urls")),
    path("", include("accueil.telework_trials.urls")),
    path("", include("accueil.seat_bookings.urls")),
    path("", include("accueil.seats.urls")),
]
