"""URL of the yearly promise."""

from django.urls import path

from formation.offer.annual_plan import views

urlpatterns = [
    path("plan/<int:year>/objectif/", views.TargetView.as_view(), name="plan_target"),
]
