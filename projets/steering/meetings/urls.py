"""Addresses of the meetings of the committee. Part of `projets.urls`."""

from django.urls import include, path

from projets.steering.meetings.views import agenda, reading, writing

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
    path("projets/comite/", reading.SteeringMeetingsView.as_view(), name="steering_meetings"),
    path("projets/comite/seances/nouvelle/", writing.SteeringMeetingFormView.as_view(), name="steering_meeting_new"),
    path("projets/comite/seances/<int:pk>/", include(of_a_meeting)),
    path("projets/comite/pieces/<int:pk>/retirer/", agenda.paper_remove, name="steering_paper_remove"),
    path("projets/comite/pieces/<int:pk>/<str:name>", reading.steering_paper, name="steering_paper"),
]
