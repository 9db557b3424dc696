"""Addresses of the directory of places."""

from django.urls import path

from reseau.places import views

urlpatterns = [
    path("annuaire/", views.DirectoryView.as_view(), name="directory"),
    path("annuaire/<slug:slug>/", views.EPMView.as_view(), name="epm"),
    path("annuaire/<slug:slug>/modifier/", views.EPMEditView.as_view(), name="epm_edit"),
]
