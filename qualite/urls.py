"""URLs of quality, under /qualite/: one module for each concept."""

from django.urls import include, path

app_name = "qualite"
urlpatterns = [
    path("", include("qualite.charter.urls")),
]
