"""Addresses of interviews, under /enquetes/<campaign>/. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.fieldwork.interviews import views

urlpatterns = [
    path("<slug:slug>/enqueteurs/", views.InterviewersView.as_view(), name="interviewers"),
    path("<slug:slug>/entretiens/", views.interviews, name="interviews"),
    path("<slug:slug>/entretiens/compter/", views.interview_outcome, name="interview_outcome"),
]
