"""Addresses of `formation/sessions`, concept by concept. Part of `formation.urls`."""

from django.urls import path

from formation.sessions.calendar_feeds import views as calendar_feeds
from formation.sessions.carpool import views as carpool
from formation.sessions.enrolment import views as enrolment

urlpatterns = [
    # Enrolment, offers, convocations and employers’ agreements.
    path("sessions/<int:pk>/inscription/", enrolment.enrol_me, name="enrol"),
    path("sessions/<int:pk>/desinscription/", enrolment.leave_session, name="leave"),
    path("sessions/<int:pk>/reponse/", enrolment.answer_offer, name="answer_offer"),
    path("sessions/<int:pk>/convocation.pdf", enrolment.convocation, name="convocation"),
    path("accords/<str:token>/", enrolment.AgreementView.as_view(), name="agreement"),
    # Car sharing.
    path("sessions/<int:pk>/covoiturage/", carpool.RidesView.as_view(), name="rides"),
    path("sessions/<int:pk>/covoiturage/retirer/", carpool.withdraw_my_ride, name="rides_withdraw"),
    path("sessions/<int:pk>/covoiturage/<int:ride>/demander/", carpool.ask_neighbour, name="ride_ask"),
    path("sessions/<int:pk>/covoiturage/demandes/<int:ride_request>/", carpool.answer_neighbour, name="ride_answer"),
    path("sessions/<int:pk>/covoiturage/demandes/<int:ride_request>/annuler/", carpool.stop_sharing, name="ride_stop"),
    # Calendar feeds.
    path("calendriers/", calendar_feeds.feeds, name="calendar_feeds"),
    path("calendriers/creer/<str:kind>/<int:pk>/", calendar_feeds.make_feed, name="make_feed"),
    path("calendriers/<int:pk>/revoquer/", calendar_feeds.stop_feed, name="stop_feed"),
    path("calendriers/<str:token>.ics", calendar_feeds.calendar_feed, name="calendar_feed"),
]
