"""Addresses of the report of video desks. Part of `accueil.urls`."""

from django.urls import path

from accueil.visio.report import views

urlpatterns = [
    path("points-visio/chiffres/", views.figures, name="visio_figures"),
    path("points-visio/rapport/", views.this_year, name="visio_report_now"),
    path("points-visio/rapport/<int:year>/", views.report_page, name="visio_report"),
    path("points-visio/rapport/<int:year>/rapport.pdf", views.report_pdf, name="visio_report_pdf"),
    path("points-visio/rapport/<int:year>/rapport.ods", views.report_sheets, name="visio_report_ods"),
    path("points-visio/rapport/<int:year>/rapport.csv", views.report_lines, name="visio_report_csv"),
]
