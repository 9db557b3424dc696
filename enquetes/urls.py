"""URLs of surveys, under /enquetes/: one module for each concept."""

from django.urls import include, path

app_name = "enquetes"
urlpatterns = [
    path("", include("enquetes.adjustment.urls")),
    path("", include("enquetes.coding.urls")),
    path("", include("enquetes.cross_tables.urls")),
    path("", include("enquetes.duplicates.urls")),
    path("", include("enquetes.editions.urls")),
    path("", include("enquetes.open_data.urls")),
    path("", include("enquetes.publication.urls")),
    path("", include("enquetes.report.urls")),
    path("", include("enquetes.results.urls")),
    path("", include("enquetes.territory_map.urls")),
    path("", include("enquetes.answering.urls")),
    path("", include("enquetes.answer_files.urls")),
    path("", include("enquetes.cleaning.urls")),
    path("", include("enquetes.paper.urls")),
    path("", include("enquetes.kiosks.urls")),
    path("", include("enquetes.interviews.urls")),
    path("", include("enquetes.personal_codes.urls")),
    path("", include("enquetes.campaigns.urls")),
]
