"""URLs of what a place offers besides workshops: one module for each room, each with its own prefix."""

from django.urls import include, path

app_name = "accueil"
urlpatterns = [
    path("", include("accueil.visio.urls")),
    path("", include("accueil.declic.urls")),
    path("", include("accueil.emission_factors.urls")),
    path("", include("accueil.telework.urls")),
]
