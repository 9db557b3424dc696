"""Addresses of `enquetes/findings`, concept by concept. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.findings import territory_map
from enquetes.findings.adjustment import views as adjustment
from enquetes.findings.cross_tables import views as cross_tables
from enquetes.findings.editions import views as editions
from enquetes.findings.open_data import views as open_data
from enquetes.findings.publication import views as publication
from enquetes.findings.report import views as report
from enquetes.findings.results import views as results

urlpatterns = [
    # Weighting of a campaign.
    path("<slug:slug>/resultats/redressement/", adjustment.AdjustmentView.as_view(), name="weighting"),
    path("<slug:slug>/resultats/redressement/tableau.<str:form>", adjustment.margin_template, name="margin_template"),
    path("<slug:slug>/resultats/redressement/choisir/", adjustment.choose_weighting, name="weighting_choose"),
    # Crossed tables.
    path("<slug:slug>/resultats/croiser/", cross_tables.cross_questions, name="cross"),
    path("<slug:slug>/resultats/croiser/table.<str:form>", cross_tables.cross_file, name="cross_file"),
    # Comparison of two editions.
    path("<slug:slug>/resultats/editions/", editions.editions, name="editions"),
    # Open data.
    path("donnees-ouvertes/", open_data.OpenDataListView.as_view(), name="open_data_list"),
    path("<slug:slug>/donnees-ouvertes/", open_data.open_data, name="open_data"),
    path("<slug:slug>/donnees-ouvertes/reponses.csv", open_data.open_table, name="open_data_csv"),
    path("<slug:slug>/donnees-ouvertes/reponses.zip", open_data.open_package, name="open_data_zip"),
    path("<slug:slug>/resultats/donnees-ouvertes/", open_data.OpenDataChoiceView.as_view(), name="open_data_choice"),
    path("<slug:slug>/resultats/donnees-ouvertes/retirer/", open_data.withdraw, name="open_data_withdraw"),
    # Published results.
    path("resultats-publics/", publication.PublicResultsListView.as_view(), name="public_results_list"),
    path("<slug:slug>/resultats-publics/", publication.public_results, name="public_results"),
    path("<slug:slug>/resultats/publication/", publication.PublicationView.as_view(), name="publication"),
    path("<slug:slug>/resultats/publication/retirer/", publication.unpublish, name="unpublish"),
    # Report of a campaign.
    path("<slug:slug>/resultats/rapport/", report.report_page, name="report"),
    path("<slug:slug>/resultats/rapport.pdf", report.report_pdf, name="report_pdf"),
    path("<slug:slug>/resultats/rapport.ods", report.report_table, name="report_ods"),
    # Results of a campaign.
    path("resultats/", results.CampaignsWithResultsView.as_view(), name="results_list"),
    path("<slug:slug>/resultats/", results.results, name="results"),
    path("<slug:slug>/resultats/parmi/", results.choose_people, name="results_people"),
    # Map of an answer.
    path("<slug:slug>/resultats/carte/", territory_map.territories, name="territories"),
]
