"""URLs of what a place offers besides workshops: one module for each concept, each with its own prefix."""

from django.urls import include, path

app_name = "accueil"
urlpatterns = [
    path("", include("accueil.visio.appointments.urls")),
    path("", include("accueil.visio.slots.urls")),
    path("", include("accueil.visio.rooms.urls")),
    path("", include("accueil.visio.partners.urls")),
    path("", include("accueil.visio.report.urls")),
    path("", include("accueil.visio.opinions.urls")),
    path("", include("accueil.declic.results.urls")),
    path("", include("accueil.declic.reimbursements.urls")),
    path("", include("accueil.declic.debits.urls")),
    path("", include("accueil.declic.tickets.urls")),
    path("", include("accueil.declic.bodies.urls")),
    path("", include("accueil.emission_factors.urls")),
    path("", include("accueil.telework.trials.urls")),
    path("", include("accueil.telework.bookings.urls")),
    path("", include("accueil.telework.seats.urls")),
]
