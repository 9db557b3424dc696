"""URLs of the search, under /recherche/: one module for each room."""

from django.urls import include, path

app_name = "search"
urlpatterns = [
    path("", include("search.questions.urls")),
]
