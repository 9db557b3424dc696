"""URLs of the training year, under /formation/: one module for each concept.

The catalogue comes last, since any word may name a training.
"""

from django.urls import include, path

app_name = "formation"
urlpatterns = [
    path("", include("formation.annual_plan.urls")),
    path("", include("formation.planning.urls")),
    path("", include("formation.travel.urls")),
    path("", include("formation.year_report.urls")),
    path("", include("formation.dossiers.urls")),
    path("", include("formation.replacement.urls")),
    path("", include("formation.scheduling.urls")),
    path("", include("formation.enrolment.urls")),
    path("", include("formation.attendance.urls")),
    path("", include("formation.carpool.urls")),
    path("", include("formation.certificates.urls")),
    path("", include("formation.archives.urls")),
    path("", include("formation.evaluation.urls")),
    path("", include("formation.calendar_feeds.urls")),
    path("", include("formation.records.urls")),
    path("", include("formation.signatories.urls")),
    path("", include("formation.needs.urls")),
    path("", include("formation.catalogue.urls")),
]
