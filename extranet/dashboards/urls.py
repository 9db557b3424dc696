"""Addresses of figures on one page: cockpits of territories, the report of a year, the board."""

from django.urls import include, path

from extranet.dashboards.annual_report import views as annual_report
from extranet.dashboards.territory_cockpit import views as territory_cockpit

urlpatterns = [
    path("territoires/", territory_cockpit.first_territory, name="territory_cockpits"),
    path("territoires/<slug:slug>/", territory_cockpit.cockpit_page, name="territory_cockpit"),
    path("pilotage/<int:year>/rapport.pdf", annual_report.report_pdf, name="annual_report_pdf"),
    path("pilotage/<int:year>/rapport.ods", annual_report.report_sheets, name="annual_report_ods"),
    path("pilotage/", include("extranet.dashboards.steering.urls")),
]
