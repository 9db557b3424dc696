"""Address of a questionnaire on paper. Part of `questionnaires.urls`."""

from django.urls import path

from questionnaires.printing import views

urlpatterns = [path("<slug:slug>/<int:number>/papier.pdf", views.paper, name="paper")]
