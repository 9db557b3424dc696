"""Address where a questionnaire is tried. Part of `questionnaires.urls`."""

from django.urls import path

from questionnaires.filling import views

urlpatterns = [path("<slug:slug>/<int:number>/apercu/", views.TrialView.as_view(), name="trial")]
