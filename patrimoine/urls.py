"""URLs of heritage: one module for each room."""

from django.urls import include, path

app_name = "patrimoine"
urlpatterns = [
    path("patrimoine/", include("patrimoine.open_data.urls")),
    path("patrimoine/", include("patrimoine.agreements.urls")),
    path("patrimoine/", include("patrimoine.commons.urls")),
    path("patrimoine/", include("patrimoine.inhabitants.urls")),
    path("patrimoine/", include("patrimoine.outings.urls")),
    path("patrimoine/", include("patrimoine.trails.urls")),
    path("patrimoine/", include("patrimoine.works.urls")),
    path("patrimoine/", include("patrimoine.sites.urls")),
]
