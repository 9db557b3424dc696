"""URLs of people and places: one module for each concept."""

from django.urls import include, path

app_name = "reseau"
urlpatterns = [
    path("", include("reseau.agenda.urls")),
    path("", include("reseau.week_calendar.urls")),
    path("", include("reseau.feeds.urls")),
    path("", include("reseau.computers.urls")),
    path("", include("reseau.connections.urls")),
    path("", include("reseau.offline_entries.urls")),
    path("", include("reseau.open_data.urls")),
    path("", include("reseau.embedding.urls")),
    path("", include("reseau.place_import.urls")),
    path("", include("reseau.departures.urls")),
    path("", include("reseau.place_map.urls")),
    path("", include("reseau.place_hours.urls")),
    path("", include("reseau.place_pictures.urls")),
    path("", include("reseau.place_visits.urls")),
    path("", include("reseau.teams.urls")),
    path("", include("reseau.directory.urls")),
    path("", include("reseau.places.urls")),
    path("", include("reseau.profiles.urls")),
    path("", include("reseau.members.urls")),
    path("", include("reseau.invitations.urls")),
]
