"""URLs of messages to people, under /alertes/: one module for each room."""

from django.urls import include, path

app_name = "alertes"
urlpatterns = [
    path("", include("alertes.channels.urls")),
    path("", include("alertes.occasions.urls")),
    path("", include("alertes.choices.urls")),
]
