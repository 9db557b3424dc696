"""Addresses of `accueil/telework`, concept by concept. Part of `accueil.urls`."""

from django.urls import path

from accueil.telework.bookings.views import agreements, day, public
from accueil.telework.seats import views as seats
from accueil.telework.trials.views import reading, running

TRIALS = "teletravail/experimentations"
AGENT = f"{TRIALS}/<int:pk>/agents/<int:number>"
PLACE = "teletravail/lieux/<slug:slug>"
BOOKING = "teletravail/reservations/<int:pk>"
urlpatterns = [
    # Trials of telework and their method.
    path(f"{TRIALS}/", reading.TeleworkTrialsView.as_view(), name="telework_trials"),
    path(f"{TRIALS}/nouvelle/", running.TeleworkTrialNewView.as_view(), name="telework_trial_new"),
    path(f"{TRIALS}/methode/", reading.trial_method, name="trial_method"),
    path(f"{TRIALS}/methode/nouvelle/", running.TrialMethodNewView.as_view(), name="trial_method_new"),
    path(f"{TRIALS}/<int:pk>/", reading.TeleworkTrialView.as_view(), name="telework_trial"),
    path(f"{TRIALS}/<int:pk>/agents/ajouter/", running.TrialAgentView.as_view(), name="trial_agent_add"),
    path(f"{AGENT}/", running.TrialAgentView.as_view(), name="trial_agent"),
    path(f"{AGENT}/retirer/", running.trial_agent_remove, name="trial_agent_remove"),
    path(f"{TRIALS}/<int:pk>/mois/<int:year>/<int:month>/", running.TrialDaysView.as_view(), name="trial_days"),
    path(f"{TRIALS}/<int:pk>/methode/", running.trial_use_latest, name="trial_use_latest"),
    # Télécentres and the bookings of their seats.
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
    # Pages that keep a télécentre.
    path("teletravail/lieux/<slug:slug>/organiser/", seats.TelecentreEditView.as_view(), name="telecentre_edit"),
    path("teletravail/lieux/<slug:slug>/postes/ajouter/", seats.SeatFormView.as_view(), name="seat_add"),
    path("teletravail/lieux/<slug:slug>/postes/<int:pk>/", seats.SeatFormView.as_view(), name="seat_edit"),
]
