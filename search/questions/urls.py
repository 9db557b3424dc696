"""Addresses of `search/questions`, concept by concept. Part of `search.urls`."""

from django.urls import path

from search.questions.journal import views as journal
from search.questions.results import views as results

urlpatterns = [
    # Results and suggestions.
    path("", results.ResultsView.as_view(), name="results"),
    path("suggestions/", results.suggestions, name="suggestions"),
    # Journal of searches: the queue of those that led nowhere.
    path("ouvert/", journal.result_opened, name="opened"),
    path("sans-reponse/", journal.UnansweredSearchesView.as_view(), name="queue"),
    path("sans-reponse/ecarter/", journal.set_search_aside, name="set_aside"),
]
