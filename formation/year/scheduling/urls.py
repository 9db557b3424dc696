"""URLs of sessions and their participants."""

from django.urls import path

from formation.year.scheduling.views import changes, participants, sessions

urlpatterns = [
    path("sessions/nouvelle/", sessions.SessionOpenView.as_view(), name="session_new"),
    path("sessions/<int:pk>/", sessions.SessionView.as_view(), name="session"),
    path("sessions/<int:pk>/annonce/", participants.announce, name="announce"),
    path("sessions/<int:pk>/inscrits/", participants.ParticipantsView.as_view(), name="participants"),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/retirer/", participants.TakeOutView.as_view(), name="take_out"),
    path(
        "sessions/<int:pk>/inscrits/<int:enrolment>/accord/",
        participants.NoteAgreementView.as_view(),
        name="note_agreement",
    ),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/en-tete/", participants.PutFirstView.as_view(), name="put_first"),
    path("sessions/<int:pk>/modifier/", changes.SessionChangeView.as_view(), name="session_edit"),
    path("sessions/<int:pk>/messages/", sessions.SessionMessagesView.as_view(), name="session_messages"),
    path("sessions/<int:pk>/annuler/", changes.SessionCancelView.as_view(), name="session_cancel"),
]
