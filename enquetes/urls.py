"""URLs of surveys, under /enquetes/: one module for each concept."""

from django.urls import include, path

app_name = "enquetes"
urlpatterns = [
    path("", include("enquetes.findings.adjustment.urls")),
    path("", include("enquetes.preparation.coding.urls")),
    path("", include("enquetes.findings.cross_tables.urls")),
    path("", include("enquetes.preparation.duplicates.urls")),
    path("", include("enquetes.findings.editions.urls")),
    path("", include("enquetes.findings.open_data.urls")),
    path("", include("enquetes.findings.publication.urls")),
    path("", include("enquetes.findings.report.urls")),
    path("", include("enquetes.findings.results.urls")),
    path("", include("enquetes.findings.territory_map.urls")),
    path("", include("enquetes.fieldwork.answering.urls")),
    path("", include("enquetes.preparation.answer_files.urls")),
    path("", include("enquetes.preparation.cleaning.urls")),
    path("", include("enquetes.fieldwork.paper.urls")),
    path("", include("enquetes.fieldwork.kiosks.urls")),
    path("", include("enquetes.fieldwork.interviews.urls")),
    path("", include("enquetes.fieldwork.personal_codes.urls")),
    path("", include("enquetes.design.campaigns.urls")),
]
