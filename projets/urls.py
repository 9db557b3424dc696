"""URLs of the policy of the network: one module for each concept."""

from django.urls import include, path

app_name = "projets"
urlpatterns = [
    path("", include("projets.portfolio.pooling.urls")),
    path("", include("projets.portfolio.documents.urls")),
    path("", include("projets.public_pages.urls")),
    path("", include("projets.portfolio.stories.urls")),
    path("", include("projets.steering.committee.urls")),
    path("", include("projets.steering.meetings.urls")),
    path("", include("projets.steering.decisions.urls")),
    path("", include("projets.steering.minutes.urls")),
    path("", include("projets.steering.extracts.urls")),
    path("", include("projets.portfolio.funding.urls")),
    path("", include("projets.portfolio.indicators.urls")),
    path("", include("projets.portfolio.projects.urls")),
    path("", include("projets.portfolio.chantiers.urls")),
]
