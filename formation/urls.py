"""URLs of the training year, under /formation/: one module for each concept.

The catalogue comes last, since any word may name a training.
"""

from django.urls import include, path

app_name = "formation"
urlpatterns = [
    path("", include("formation.offer.annual_plan.urls")),
    path("", include("formation.year.planning.urls")),
    path("", include("formation.proof.travel.urls")),
    path("", include("formation.year.year_report.urls")),
    path("", include("formation.proof.dossiers.urls")),
    path("", include("formation.year.replacement.urls")),
    path("", include("formation.year.scheduling.urls")),
    path("", include("formation.sessions.enrolment.urls")),
    path("", include("formation.proof.attendance.urls")),
    path("", include("formation.sessions.carpool.urls")),
    path("", include("formation.proof.certificates.urls")),
    path("", include("formation.proof.archives.urls")),
    path("", include("formation.proof.evaluation.urls")),
    path("", include("formation.sessions.calendar_feeds.urls")),
    path("", include("formation.proof.records.urls")),
    path("", include("formation.proof.signatories.urls")),
    path("", include("formation.offer.needs.urls")),
    path("", include("formation.offer.catalogue.urls")),
]
