"""URLs of digital skills: one module for each concept."""

from django.urls import include, path

app_name = "b2i"
urlpatterns = [
    path("", include("b2i.login.urls")),
    path("", include("b2i.frameworks.urls")),
    path("", include("b2i.outcomes.adoption.urls")),
    path("", include("b2i.people.learners.urls")),
    path("", include("b2i.people.accesses.urls")),
    path("", include("b2i.admission.registration.urls")),
    path("", include("b2i.admission.duplicates.urls")),
    path("", include("b2i.records.progress.urls")),
    path("", include("b2i.records.evidence.urls")),
    path("", include("b2i.records.grids.urls")),
    path("", include("b2i.records.validation.urls")),
    path("", include("b2i.outcomes.statements.urls")),
    path("", include("b2i.outcomes.jury.urls")),
    path("", include("b2i.outcomes.figures.urls")),
    path("", include("b2i.privacy.rights.urls")),
    path("", include("b2i.outcomes.renewals.urls")),
    path("", include("b2i.privacy.retention.urls")),
    path("", include("b2i.admission.learner_import.urls")),
]
