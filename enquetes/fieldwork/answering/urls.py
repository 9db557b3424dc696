"""Addresses where campaigns are answered. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.fieldwork.answering.views import doors, sections

urlpatterns = [
    path("reprendre/", doors.resume, name="answer_resume"),
    path("code/", doors.answer_code, name="answer_code"),
    path("<slug:slug>/code/", doors.answer_code, name="campaign_code"),
    path("<slug:slug>/entretiens/commencer/", doors.interview_begin, name="interview_begin"),
    path("<slug:slug>/repondre/", doors.answer, name="answer"),
    path("<slug:slug>/repondre/merci/", sections.thanks, name="answer_thanks"),
    path("<slug:slug>/repondre/<str:token>/", doors.answer_begin, name="answer_begin"),
    path("<slug:slug>/repondre/<str:token>/envoyer/", sections.send, name="answer_send"),
    path("<slug:slug>/repondre/<str:token>/arreter/", sections.stop, name="answer_stop"),
    path("<slug:slug>/repondre/<str:token>/<int:part>/", sections.section, name="answer_section"),
]
