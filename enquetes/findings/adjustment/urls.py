"""Addresses of the weighting of a campaign. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings.adjustment import views

urlpatterns = [
    path("<slug:slug>/resultats/redressement/", views.AdjustmentView.as_view(), name="weighting"),
    path("<slug:slug>/resultats/redressement/tableau.<str:form>", views.margin_template, name="margin_template"),
    path("<slug:slug>/resultats/redressement/choisir/", views.choose_weighting, name="weighting_choose"),
]
