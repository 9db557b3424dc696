"""Addresses of the indicators of projects. Part of `projets.urls`."""

from django.urls import path

from projets.portfolio.indicators import views

urlpatterns = [
    path("projets/<int:pk>/indicateurs/", views.project_indicators, name="project_indicators"),
    path("projets/<int:pk>/indicateurs/ajouter/", views.IndicatorNewView.as_view(), name="indicator_new"),
    path("projets/<int:pk>/indicateurs/<int:part>/retirer/", views.indicator_remove, name="indicator_remove"),
]
