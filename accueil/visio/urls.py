"""Addresses of `accueil/visio`, concept by concept. Part of `accueil.urls`."""

from django.urls import path

from accueil.visio.appointments.views import doors, team
from accueil.visio.opinions import views as opinions
from accueil.visio.partners import views as partners
from accueil.visio.report import views as report
from accueil.visio.rooms import views as rooms
from accueil.visio.slots import views as slots

urlpatterns = [
    # Appointments: those of teams, then those without account.
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
    # Slots.
    path("points-visio/", slots.visio, name="visio"),
    path("points-visio/partenaires/<slug:slug>/", slots.partner_page, name="partner"),
    path("points-visio/lieux/<slug:slug>/plages/", slots.place_slots, name="place_slots"),
    path("points-visio/lieux/<slug:slug>/plages/nouvelle/", slots.SlotAddView.as_view(), name="slot_add"),
    path("points-visio/plages/<int:pk>/", slots.SlotView.as_view(), name="slot"),
    path("points-visio/plages/<int:pk>/modifier/", slots.SlotChangeView.as_view(), name="slot_change"),
    path("points-visio/plages/jours/<int:pk>/rouvrir/", slots.closure_remove, name="closure_remove"),
    # Rooms and desks.
    path("points-visio/lieux/<slug:slug>/pieces/nouvelle/", rooms.RoomView.as_view(), name="room_add"),
    path("points-visio/lieux/<slug:slug>/pieces/<int:pk>/", rooms.RoomView.as_view(), name="room"),
    path("points-visio/lieux/<slug:slug>/postes/nouveau/", rooms.DeskView.as_view(), name="desk_add"),
    path("points-visio/lieux/<slug:slug>/postes/<int:pk>/", rooms.DeskView.as_view(), name="desk"),
    # Coordination.
    path("points-visio/gestion/", partners.PartnersView.as_view(), name="partners"),
    path("points-visio/gestion/nouveau/", partners.PartnerEditView.as_view(), name="partner_add"),
    path("points-visio/gestion/motifs/", partners.MotivesView.as_view(), name="motives"),
    path("points-visio/gestion/motifs/<int:pk>/", partners.MotivesView.as_view(), name="motive"),
    path("points-visio/gestion/agences/<int:pk>/retirer/", partners.office_remove, name="office_remove"),
    path("points-visio/gestion/partenaires/<slug:slug>/", partners.PartnerRecordView.as_view(), name="partner_record"),
    path("points-visio/gestion/partenaires/<slug:slug>/lien/", partners.link_renew, name="link_renew"),
    path(
        "points-visio/gestion/partenaires/<slug:slug>/modifier/",
        partners.PartnerEditView.as_view(),
        name="partner_edit",
    ),
    path(
        "points-visio/gestion/partenaires/<slug:slug>/services/nouveau/",
        partners.PartnerServiceView.as_view(),
        name="service_add",
    ),
    path(
        "points-visio/gestion/partenaires/<slug:slug>/services/<int:pk>/",
        partners.PartnerServiceView.as_view(),
        name="service_edit",
    ),
    # Report of video desks.
    path("points-visio/chiffres/", report.figures, name="visio_figures"),
    path("points-visio/rapport/", report.this_year, name="visio_report_now"),
    path("points-visio/rapport/<int:year>/", report.report_page, name="visio_report"),
    path("points-visio/rapport/<int:year>/rapport.pdf", report.report_pdf, name="visio_report_pdf"),
    path("points-visio/rapport/<int:year>/rapport.ods", report.report_sheets, name="visio_report_ods"),
    path("points-visio/rapport/<int:year>/rapport.csv", report.report_lines, name="visio_report_csv"),
    # Opinions: those of a tablet, then those of the team of a place.
    path("points-visio/avis/<str:token>/", opinions.tablet_page, name="opinion_tablet"),
    path("points-visio/avis/<str:token>/ouvrir/", opinions.enter, name="opinion_tablet_enter"),
    path("points-visio/avis/<str:token>/etat/", opinions.state, name="opinion_tablet_state"),
    path("points-visio/avis/<str:token>/envoi/", opinions.opinions, name="opinion_tablet_entries"),
    path("points-visio/lieux/<slug:slug>/avis/", opinions.GatheringView.as_view(), name="opinions"),
    path("points-visio/lieux/<slug:slug>/avis/bulletins.pdf", opinions.slips_pdf, name="opinion_slips"),
    path("points-visio/lieux/<slug:slug>/avis/tablette/ouvrir/", opinions.tablet_open, name="opinion_tablet_open"),
    path("points-visio/lieux/<slug:slug>/avis/tablette/fermer/", opinions.tablet_close, name="opinion_tablet_close"),
]
