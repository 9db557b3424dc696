"""Addresses of `reseau/calendar`, concept by concept. Part of `reseau.urls`."""

from django.urls import path

from reseau.calendar.agenda.views import agenda, feeds, meetings
from reseau.calendar.feeds import views as feeds_views
from reseau.calendar.week_calendar import views as week_calendar

urlpatterns = [
    # Agenda.
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
    # Agenda by week and by day.
    path("agenda/semaine/", week_calendar.week_page, name="agenda_week"),
    path("agenda/semaine/<slug:slug>.pdf", week_calendar.door_paper, name="agenda_door"),
    path("donnees-ouvertes/dates/dates-du-reseau.csv", week_calendar.open_dates_csv, name="open_dates_csv"),
    path("donnees-ouvertes/dates/schema.json", week_calendar.open_dates_schema, name="open_dates_schema"),
    path("agenda/jour/", week_calendar.day_page, name="agenda_day"),
    # Feeds.
    path("flux/", feeds_views.feeds, name="feeds"),
    path("flux/creer/", feeds_views.renew, name="feeds_renew"),
    path("flux/revoquer/", feeds_views.revoke, name="feeds_revoke"),
    path("flux/<slug:name>.atom", feeds_views.public_feed, name="public_feed"),
    path("flux/<str:token>/<slug:name>.atom", feeds_views.private_feed, name="private_feed"),
]
