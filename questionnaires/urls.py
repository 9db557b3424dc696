"""URLs of questionnaires, under /questionnaires/: one module for each room."""

from django.urls import include, path

app_name = "questionnaires"
urlpatterns = [
    path("", include("questionnaires.printing.urls")),
    path("", include("questionnaires.filling.urls")),
    path("", include("questionnaires.translations.urls")),
    path("", include("questionnaires.editing.urls")),
]
