"""Address of decisions. Part of `qualite.urls`."""

from django.urls import path

from qualite.labelling.decisions import views

urlpatterns = [path("dossiers/<int:pk>/decision/", views.FileDecisionView.as_view(), name="decision")]
