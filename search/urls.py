"""URLs of the search, under /recherche/: one module for each concept."""

from django.urls import include, path

app_name = "search"
urlpatterns = [
    path("", include("search.questions.results.urls")),
    path("", include("search.questions.journal.urls")),
]
