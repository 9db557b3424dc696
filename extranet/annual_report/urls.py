"""Addresses of the report of a year."""

from django.urls import path

from extranet.annual_report import views

app_name = "annual_report"
urlpatterns = [
    path("<int:year>/rapport.pdf", views.report_pdf, name="pdf"),
    path("<int:year>/rapport.ods", views.report_sheets, name="ods"),
]
