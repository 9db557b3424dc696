"""Addresses of the application « search », under /recherche/."""

from django.urls import path

from search.journal import views as queue_views
from search.results import views

app_name = "search"
urlpatterns = [
    path("", views.ResultsView.as_view(), name="results"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("ouvert/", queue_views.opened, name="opened"),
    path("sans-reponse/", queue_views.QueueView.as_view(), name="queue"),
    path("sans-reponse/ecarter/", queue_views.set_aside, name="set_aside"),
]
