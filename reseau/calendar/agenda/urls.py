"""Addresses of the agenda."""

from django.urls import path

from reseau.calendar.agenda.views import agenda, feeds, meetings

urlpatterns = [
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/reunions/nouvelle/", meetings.MeetingNewView.as_view(), name="meeting_new"),
    path("agenda/reunions/<int:pk>/", meetings.meeting_page, name="meeting"),
    path("agenda/reunions/<int:pk>/modifier/", meetings.MeetingEditView.as_view(), name="meeting_edit"),
    path("agenda/reunions/<int:pk>/annuler/", meetings.cancel, name="meeting_cancel"),
    path("agenda/calendrier/", feeds.follow, name="agenda_follow"),
    path("agenda/calendrier/creer/", feeds.renew, name="agenda_feed_renew"),
    path("agenda/calendrier/revoquer/", feeds.revoke, name="agenda_feed_revoke"),
    path("agenda/public.ics", feeds.public_feed, name="agenda_public_feed"),
    path("agenda/<str:token>.ics", feeds.agenda_feed, name="agenda_feed"),
]
