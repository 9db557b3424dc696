"""URLs of the report of a year."""

from django.urls import path

from formation.year.year_report import views

urlpatterns = [
    path("plan/<int:year>/bilan/", views.report_page, name="report"),
    path("plan/<int:year>/bilan/bilan.pdf", views.report_pdf, name="report_pdf"),
    path("plan/<int:year>/bilan/bilan.ods", views.report_sheets, name="report_ods"),
]
