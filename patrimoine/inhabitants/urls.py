"""Addresses for inhabitants who know a place. Part of `patrimoine.urls`."""

from django.urls import path

from patrimoine.inhabitants import views

urlpatterns = [
    path("vous-connaissez-un-lieu/", views.invitation, name="invitation"),
    path("vous-connaissez-un-lieu/papier.pdf", views.invitation_pdf, name="invitation_pdf"),
]
