"""URLs of people and places: one module for each concept."""

from django.urls import include, path

app_name = "reseau"
urlpatterns = [
    path("", include("reseau.calendar.agenda.urls")),
    path("", include("reseau.calendar.week_calendar.urls")),
    path("", include("reseau.calendar.feeds.urls")),
    path("", include("reseau.people.computers.urls")),
    path("", include("reseau.people.connections.urls")),
    path("", include("reseau.web.offline_entries.urls")),
    path("", include("reseau.directory.open_data.urls")),
    path("", include("reseau.directory.embedding.urls")),
    path("", include("reseau.directory.place_import.urls")),
    path("", include("reseau.people.departures.urls")),
    path("", include("reseau.directory.place_map.urls")),
    path("", include("reseau.directory.place_hours.urls")),
    path("", include("reseau.directory.place_pictures.urls")),
    path("", include("reseau.directory.place_visits.urls")),
    path("", include("reseau.people.teams.urls")),
    path("", include("reseau.directory.urls")),
    path("", include("reseau.places.urls")),
    path("", include("reseau.people.profiles.urls")),
    path("", include("reseau.people.members.urls")),
    path("", include("reseau.people.invitations.urls")),
]
