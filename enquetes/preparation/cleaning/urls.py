"""Addresses of the responses of a campaign and of their cleaning. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.preparation.cleaning import views

urlpatterns = [
    path("<slug:slug>/reponses/", views.ResponsesView.as_view(), name="responses"),
    path("<slug:slug>/reponses/journal/", views.CleaningJournalView.as_view(), name="cleaning"),
    path("<slug:slug>/reponses/<int:pk>/", views.response_page, name="response"),
    path("<slug:slug>/reponses/<int:pk>/<slug:code>/", views.correct, name="answer_correct"),
]
