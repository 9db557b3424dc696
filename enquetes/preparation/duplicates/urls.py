"""Addresses of likely duplicates. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.preparation.duplicates import views

urlpatterns = [
    path("<slug:slug>/doublons/", views.DuplicatesView.as_view(), name="duplicates"),
    path("<slug:slug>/doublons/chercher/", views.search, name="duplicates_search"),
    path("<slug:slug>/doublons/<int:pk>/", views.duplicate, name="duplicate"),
]
