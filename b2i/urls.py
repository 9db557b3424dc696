"""URLs of digital skills: one module for each concept."""

from django.urls import include, path

app_name = "b2i"
urlpatterns = [
    path("", include("b2i.login.urls")),
    path("", include("b2i.frameworks.urls")),
    path("", include("b2i.adoption.urls")),
    path("", include("b2i.learners.urls")),
    path("", include("b2i.accesses.urls")),
    path("", include("b2i.registration.urls")),
    path("", include("b2i.duplicates.urls")),
    path("", include("b2i.progress.urls")),
    path("", include("b2i.evidence.urls")),
    path("", include("b2i.grids.urls")),
    path("", include("b2i.validation.urls")),
    path("", include("b2i.statements.urls")),
    path("", include("b2i.jury.urls")),
    path("", include("b2i.figures.urls")),
    path("", include("b2i.rights.urls")),
    path("", include("b2i.renewals.urls")),
    path("", include("b2i.retention.urls")),
    path("", include("b2i.learner_import.urls")),
]
