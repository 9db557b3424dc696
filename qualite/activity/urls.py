"""Addresses of `qualite/activity`, concept by concept. Part of `qualite.urls`."""

from django.urls import path

from qualite.activity.activity_month import views as activity_month
from qualite.activity.activity_report import views as activity_report
from qualite.activity.visit_tally import views as visit_tally

PLACE = "activite/lieux/<slug:slug>/<int:year>/"
NETWORK = "activite/reseau/<int:year>/"
MONTH = "activite/lieux/<slug:slug>/<int:year>/<int:month>/"
urlpatterns = [
    # Reports of activity.
    path(PLACE, activity_report.place_year, name="place_year"),
    path(f"{PLACE}rapport.pdf", activity_report.place_year_pdf, name="place_year_pdf"),
    path(f"{PLACE}rapport.ods", activity_report.place_year_ods, name="place_year_ods"),
    path(NETWORK, activity_report.network_year, name="network_year"),
    path(f"{NETWORK}rapport.pdf", activity_report.network_year_pdf, name="network_year_pdf"),
    path(f"{NETWORK}rapport.ods", activity_report.network_year_ods, name="network_year_ods"),
    # Months of a place.
    path("activite/", activity_month.activity, name="activity"),
    path(MONTH, activity_month.month_page, name="activity_month"),
    path(f"{MONTH}corriger/<slug:measure>/", activity_month.CorrectionOfFigureView.as_view(), name="figure_correction"),
    path(f"{MONTH}corriger/<slug:measure>/retirer/", activity_month.withdraw, name="figure_correction_withdraw"),
    path(f"{MONTH}confirmer/", activity_month.confirm, name="activity_month_confirm"),
    path(f"{MONTH}rouvrir/", activity_month.reopen, name="activity_month_reopen"),
    # Counter.
    path("activite/lieux/<slug:slug>/compteur/", visit_tally.TallyView.as_view(), name="tally"),
    path("activite/lieux/<slug:slug>/compteur/plus/", visit_tally.tap, name="tally_tap"),
    path("activite/lieux/<slug:slug>/compteur/entrees/", visit_tally.tally_entries, name="tally_entries"),
]
