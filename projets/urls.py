"""URLs of the policy of the network: one module for each room."""

from django.urls import include, path

app_name = "projets"
urlpatterns = [
    path("", include("projets.portfolio.urls")),
    path("", include("projets.public_pages.urls")),
    path("", include("projets.steering.urls")),
]
