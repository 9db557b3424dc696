"""Addresses of `projets/steering`, concept by concept. Part of `projets.urls`."""

from django.urls import include, path

from projets.steering.committee import views as committee
from projets.steering.decisions import views as decisions
from projets.steering.extracts import views as extracts
from projets.steering.meetings.views import agenda, reading, writing
from projets.steering.minutes import views as minutes

of_a_meeting = [
    path("", reading.SteeringMeetingView.as_view(), name="steering_meeting"),
    path("dossier.pdf", reading.steering_papers, name="steering_papers"),
    path("modifier/", writing.SteeringMeetingFormView.as_view(), name="steering_meeting_edit"),
    path("annuler/", writing.SteeringCancelView.as_view(), name="steering_cancel"),
    path("convoquer/", writing.steering_convene, name="steering_convene"),
    path("tenue/", writing.steering_hold, name="steering_hold"),
    path("presences/", writing.SteeringAttendanceView.as_view(), name="steering_attendance"),
    path("points/ajouter/", agenda.SteeringItemView.as_view(), name="steering_item_new"),
    path("points/<int:part>/", agenda.SteeringItemView.as_view(), name="steering_item"),
    path("points/<int:part>/pieces/", agenda.SteeringPapersView.as_view(), name="steering_item_papers"),
    path("points/<int:part>/monter/", agenda.item_advance, name="steering_item_advance"),
    path("points/<int:part>/retirer/", agenda.item_remove, name="steering_item_remove"),
]
urlpatterns = [
    # Committee.
    path("projets/comite/membres/", committee.CommitteeView.as_view(), name="committee"),
    path("projets/comite/fonctions/ajouter/", committee.CommitteePositionFormView.as_view(), name="position_new"),
    path("projets/comite/fonctions/<int:pk>/", committee.CommitteePositionView.as_view(), name="committee_position"),
    path(
        "projets/comite/fonctions/<int:pk>/modifier/",
        committee.CommitteePositionFormView.as_view(),
        name="position_edit",
    ),
    path("projets/comite/fonctions/<int:pk>/retirer/", committee.position_close, name="position_close"),
    path("projets/comite/fonctions/<int:pk>/nommer/", committee.MandateNewView.as_view(), name="mandate_new"),
    path(
        "projets/comite/fonctions/<int:pk>/nommer/<int:member>/",
        committee.MemberMandateView.as_view(),
        name="mandate_of_member",
    ),
    path("projets/comite/fonctions/<int:pk>/vacante/", committee.VacancyView.as_view(), name="mandate_vacant"),
    path(
        "projets/comite/fonctions/<int:pk>/mandats/<int:part>/retirer/", committee.mandate_remove, name="mandate_remove"
    ),
    # Meetings of the committee.
    path("projets/comite/", reading.SteeringMeetingsView.as_view(), name="steering_meetings"),
    path("projets/comite/seances/nouvelle/", writing.SteeringMeetingFormView.as_view(), name="steering_meeting_new"),
    path("projets/comite/seances/<int:pk>/", include(of_a_meeting)),
    path("projets/comite/pieces/<int:pk>/retirer/", agenda.paper_remove, name="steering_paper_remove"),
    path("projets/comite/pieces/<int:pk>/<str:name>", reading.steering_paper, name="steering_paper"),
    # Decisions.
    path("projets/comite/decisions/", decisions.DecisionsView.as_view(), name="decisions"),
    path(
        "projets/comite/points/<int:item>/decisions/noter/", decisions.DecisionNoteView.as_view(), name="decision_new"
    ),
    path("projets/comite/decisions/<int:pk>/", decisions.SteeringDecisionView.as_view(), name="decision"),
    path("projets/comite/decisions/<int:pk>/modifier/", decisions.DecisionNoteView.as_view(), name="decision_edit"),
    path("projets/comite/decisions/<int:pk>/retirer/", decisions.decision_remove, name="decision_remove"),
    path("projets/comite/decisions/<int:pk>/<slug:word>/", decisions.DecisionMoveView.as_view(), name="decision_move"),
    # Minutes.
    path("projets/comite/seances/<int:pk>/compte-rendu/", minutes.MinutesView.as_view(), name="minutes"),
    path("projets/comite/seances/<int:pk>/compte-rendu.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path("projets/comite/seances/<int:pk>/approuver/", minutes.MinutesApprovalView.as_view(), name="minutes_approval"),
    # Public extracts.
    path("comite-de-pilotage/", extracts.PublicExtractsView.as_view(), name="public_extracts"),
    path("comite-de-pilotage/<int:pk>/", extracts.PublicExtractView.as_view(), name="public_extract"),
    path("projets/comite/seances/<int:pk>/extrait/", extracts.ExtractFormView.as_view(), name="extract_edit"),
]
