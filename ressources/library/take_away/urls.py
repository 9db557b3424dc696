"""Addresses of a sheet to take away: papers and archive."""

from django.urls import path

from ressources.library.take_away import views

urlpatterns = [
    path("<str:slug>/fiche.pdf", views.sheet_pdf, name="sheet_pdf"),
    path("<str:slug>/memo.pdf", views.memo_pdf, name="memo_pdf"),
    path("<str:slug>/atelier.zip", views.archive, name="take_away"),
]
