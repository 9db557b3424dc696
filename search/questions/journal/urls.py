"""Addresses of the journal of searches: the queue of those that led nowhere."""

from django.urls import path

from search.questions.journal import views

urlpatterns = [
    path("ouvert/", views.result_opened, name="opened"),
    path("sans-reponse/", views.UnansweredSearchesView.as_view(), name="queue"),
    path("sans-reponse/ecarter/", views.set_search_aside, name="set_aside"),
]
