"""Addresses of the report of a year."""

from django.urls import path

from extranet.dashboards.annual_report import views

urlpatterns = [
    path("<int:year>/rapport.pdf", views.report_pdf, name="annual_report_pdf"),
    path("<int:year>/rapport.ods", views.report_sheets, name="annual_report_ods"),
]
