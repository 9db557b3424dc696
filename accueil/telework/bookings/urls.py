"""Addresses of télécentres and of the bookings of their seats. Part of `accueil.urls`."""

from django.urls import path

from accueil.telework.bookings.views import agreements, day, public

PLACE = "teletravail/lieux/<slug:slug>"
BOOKING = "teletravail/reservations/<int:pk>"
urlpatterns = [
    path("teletravail/", public.TelecentresView.as_view(), name="telecentres"),
    path(f"{PLACE}/", public.TelecentreView.as_view(), name="telecentre"),
    path(f"{PLACE}/jour/", day.SeatDayView.as_view(), name="seat_day"),
    path(f"{PLACE}/jour/porte.pdf", day.seat_door, name="seat_door"),
    path(f"{BOOKING}/annuler/", day.seat_booking_cancel, name="seat_booking_cancel"),
    path(f"{BOOKING}/confirmer/", day.seat_booking_confirm, name="seat_booking_confirm"),
    path(f"{BOOKING}/absence/", day.seat_booking_absent, name="seat_booking_absent"),
    path(f"{BOOKING}/presence/", day.seat_booking_came, name="seat_booking_came"),
    path(f"{PLACE}/accords/", agreements.TeleworkAgreementsView.as_view(), name="telework_agreements"),
    path(f"{PLACE}/accords/nouveau/", agreements.TeleworkAgreementAddView.as_view(), name="telework_agreement_add"),
    path("teletravail/accords/<int:pk>/", agreements.TeleworkAgreementView.as_view(), name="telework_agreement"),
    path("teletravail/series/<int:pk>/arreter/", agreements.seat_series_stop, name="seat_series_stop"),
]
