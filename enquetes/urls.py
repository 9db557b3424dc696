"""URLs of surveys, under /enquetes/: one module for each room."""

from django.urls import include, path

app_name = "enquetes"
urlpatterns = [
    path("", include("enquetes.findings.urls")),
    path("", include("enquetes.preparation.urls")),
    path("", include("enquetes.fieldwork.urls")),
    path("", include("enquetes.design.urls")),
]
