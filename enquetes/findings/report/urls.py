"""Addresses of the report of a campaign. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings.report import views

urlpatterns = [
    path("<slug:slug>/resultats/rapport/", views.report_page, name="report"),
    path("<slug:slug>/resultats/rapport.pdf", views.report_pdf, name="report_pdf"),
    path("<slug:slug>/resultats/rapport.ods", views.report_table, name="report_ods"),
]
