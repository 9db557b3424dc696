"""Addresses of the coding of open answers. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.preparation.coding import views

urlpatterns = [
    path("<slug:slug>/codage/", views.coding_list, name="coding_list"),
    path("<slug:slug>/codage/<slug:code>/", views.coding, name="coding"),
    path("<slug:slug>/codage/<slug:code>/une-a-une/", views.coding_next, name="coding_next"),
    path("<slug:slug>/codage/<slug:code>/journal/", views.CodingJournalView.as_view(), name="coding_journal"),
    path("<slug:slug>/codage/<slug:code>/defaire/<int:pk>/", views.undo, name="coding_undo"),
    path("<slug:slug>/codage/<slug:code>/codes/<int:pk>/", views.coding_code, name="coding_code"),
]
