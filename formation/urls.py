"""URLs of the training year, under /formation/: one module for each room.

The catalogue comes last, since any word may name a training.
"""

from django.urls import include, path

app_name = "formation"
urlpatterns = [
    path("", include("formation.year.urls")),
    path("", include("formation.proof.urls")),
    path("", include("formation.sessions.urls")),
    path("", include("formation.offer.urls")),
]
