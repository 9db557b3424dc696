"""Addresses of appointments: those of teams, then those without account. Part of `accueil.urls`."""

from django.urls import path

from accueil.visio.appointments.views import doors, team

urlpatterns = [
    path("points-visio/lieux/<slug:slug>/", team.place_appointments, name="place_appointments"),
    path("points-visio/lieux/<slug:slug>/reserver/", team.BookView.as_view(), name="book"),
    path("points-visio/rendez-vous/<int:pk>/", team.AppointmentView.as_view(), name="appointment"),
    path("points-visio/rendez-vous/<int:pk>/deplacer/", team.AppointmentMoveView.as_view(), name="appointment_move"),
    path("points-visio/rendez-vous/<int:pk>/annuler/", team.cancel_appointment, name="appointment_cancel"),
    path("points-visio/rendez-vous/<int:pk>/rappel.pdf", team.slip, name="appointment_slip"),
    path("points-visio/prendre-rendez-vous/<slug:slug>/", doors.CitizenBookView.as_view(), name="citizen_book"),
    path("points-visio/mon-rendez-vous/<str:token>/", doors.appointment_door, name="appointment_door"),
    path("points-visio/mon-rendez-vous/<str:token>/deplacer/", doors.DoorMoveView.as_view(), name="door_move"),
    path("points-visio/mon-rendez-vous/<str:token>/annuler/", doors.door_cancel, name="door_cancel"),
    path("points-visio/mon-rendez-vous/<str:token>/rappel.pdf", doors.door_slip, name="door_slip"),
    path("points-visio/partenaire/<str:token>/", doors.partner_door, name="partner_door"),
    path("points-visio/partenaire/<str:token>/<slug:slug>/", doors.PartnerBookView.as_view(), name="partner_book"),
]
