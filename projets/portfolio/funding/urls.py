"""Addresses of the money of projects. Part of `projets.urls`."""

from django.urls import path

from projets.portfolio.funding import views

urlpatterns = [
    path("projets/financements/", views.funding_boards, name="funding_boards"),
    path("projets/financeurs/nouveau/", views.FunderFormView.as_view(), name="funder_new"),
    path("projets/financeurs/<int:pk>/", views.funder, name="funder"),
    path("projets/financeurs/<int:pk>/modifier/", views.FunderFormView.as_view(), name="funder_edit"),
    path("projets/financeurs/<int:pk>/dossier.ods", views.funder_spreadsheet, name="funder_ods"),
    path("projets/financeurs/<int:pk>/dossier.zip", views.funder_package, name="funder_zip"),
    path("projets/<int:pk>/financement/", views.project_money, name="project_money"),
    path("projets/<int:pk>/financement/noter/", views.FundingLineView.as_view(), name="funding_line_new"),
    path(
        "projets/<int:pk>/financement/<int:line>/annuler/", views.FundingReversalView.as_view(), name="funding_reverse"
    ),
]
