"""Addresses of results and suggestions."""

from django.urls import path

from search.questions.results import views

urlpatterns = [
    path("", views.ResultsView.as_view(), name="results"),
    path("suggestions/", views.suggestions, name="suggestions"),
]
