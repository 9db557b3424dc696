"""URLs of quality, under /qualite/: one module for each room."""

from django.urls import include, path

app_name = "qualite"
urlpatterns = [
    path("", include("qualite.lending.urls")),
    path("", include("qualite.activity.urls")),
    path("", include("qualite.labelling.urls")),
]
