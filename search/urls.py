"""Addresses of the application « search », under /recherche/."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.ResultsView.as_view(), name="results"),
    path("suggestions/", views.suggestions, name="suggestions"),
]
