"""URLs of people and places: one module for each room."""

from django.urls import include, path

app_name = "reseau"
urlpatterns = [
    path("", include("reseau.web.urls")),
    path("", include("reseau.calendar.urls")),
    path("", include("reseau.directory.urls")),
    path("", include("reseau.places.urls")),
    path("", include("reseau.people.urls")),
]
