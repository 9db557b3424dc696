"""URLs of the policy of the network: one module for each concept."""

from django.urls import include, path

app_name = "projets"
urlpatterns = [
    path("", include("projets.pooling.urls")),
    path("", include("projets.documents.urls")),
    path("", include("projets.public_pages.urls")),
    path("", include("projets.stories.urls")),
    path("", include("projets.committee.urls")),
    path("", include("projets.steering_meetings.urls")),
    path("", include("projets.decisions.urls")),
    path("", include("projets.minutes.urls")),
    path("", include("projets.public_extracts.urls")),
    path("", include("projets.funding.urls")),
    path("", include("projets.indicators.urls")),
    path("", include("projets.projects.urls")),
    path("", include("projets.chantiers.urls")),
]
