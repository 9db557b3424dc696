"""Addresses of the translations of a version. Part of `questionnaires.urls`."""

from django.urls import path

from questionnaires.translations import views

urlpatterns = [
    path("<slug:slug>/<int:number>/traductions/", views.languages, name="translations"),
    path("<slug:slug>/<int:number>/traductions/<slug:language>/", views.TranslationView.as_view(), name="translation"),
]
