"""Addresses of `projets/portfolio`, concept by concept. Part of `projets.urls`."""

from django.urls import path

from projets.portfolio.chantiers import views as chantiers
from projets.portfolio.documents import views as documents
from projets.portfolio.funding import views as funding
from projets.portfolio.indicators import views as indicators
from projets.portfolio.pooling import views as pooling
from projets.portfolio.projects.views import parts, reading, writing
from projets.portfolio.stories.views import ClosingView

urlpatterns = [
    # Pooling.
    path("projets/mutualisation/", pooling.PoolingsView.as_view(), name="poolings"),
    path("projets/mutualisation/nouvelle/", pooling.PoolingNewView.as_view(), name="pooling_new"),
    path("projets/mutualisation/<int:pk>/", pooling.PoolingView.as_view(), name="pooling"),
    path("projets/mutualisation/<int:pk>/modifier/", pooling.PoolingEditView.as_view(), name="pooling_edit"),
    path("projets/mutualisation/<int:pk>/abandonner/", pooling.GivingUpView.as_view(), name="pooling_give_up"),
    path("projets/mutualisation/<int:pk>/etat/<slug:state>/", pooling.pooling_move, name="pooling_move"),
    path("projets/mutualisation/<int:pk>/parts.ods", pooling.pooling_ods, name="pooling_ods"),
    path("projets/mutualisation/<int:pk>/parts/<int:part>/quitter/", pooling.part_leave, name="pooling_leave"),
    # Documents of projects.
    path("projets/<int:pk>/documents/", documents.ProjectFilesView.as_view(), name="project_files"),
    path("projets/documents/<int:pk>/retirer/", documents.file_remove, name="project_file_remove"),
    path("projets/documents/<int:pk>/<str:name>", documents.download, name="project_file"),
    # Closing of a project.
    path("projets/<int:pk>/terminer/", ClosingView.as_view(), name="project_close"),
    # Money of projects.
    path("projets/financements/", funding.funding_boards, name="funding_boards"),
    path("projets/financeurs/nouveau/", funding.FunderFormView.as_view(), name="funder_new"),
    path("projets/financeurs/<int:pk>/", funding.funder, name="funder"),
    path("projets/financeurs/<int:pk>/modifier/", funding.FunderFormView.as_view(), name="funder_edit"),
    path("projets/financeurs/<int:pk>/dossier.ods", funding.funder_spreadsheet, name="funder_ods"),
    path("projets/financeurs/<int:pk>/dossier.zip", funding.funder_package, name="funder_zip"),
    path("projets/<int:pk>/financement/", funding.project_money, name="project_money"),
    path("projets/<int:pk>/financement/noter/", funding.FundingLineView.as_view(), name="funding_line_new"),
    path(
        "projets/<int:pk>/financement/<int:line>/annuler/",
        funding.FundingReversalView.as_view(),
        name="funding_reverse",
    ),
    # Indicators of projects.
    path("projets/<int:pk>/indicateurs/", indicators.project_indicators, name="project_indicators"),
    path("projets/<int:pk>/indicateurs/ajouter/", indicators.IndicatorNewView.as_view(), name="indicator_new"),
    path("projets/<int:pk>/indicateurs/<int:part>/retirer/", indicators.indicator_remove, name="indicator_remove"),
    # Projects.
    path("projets/", reading.ProjectsView.as_view(), name="projects"),
    path("projets/nouveau/", writing.project_models, name="project_models"),
    path("projets/nouveau/<slug:key>/", writing.ProjectNewView.as_view(), name="project_new"),
    path("projets/<int:pk>/", reading.ProjectView.as_view(), name="project"),
    path("projets/<int:pk>/modifier/", writing.ProjectEditView.as_view(), name="project_edit"),
    path("projets/<int:pk>/ecarter/", writing.SetAsideView.as_view(), name="project_set_aside"),
    path("projets/<int:pk>/etat/<slug:state>/", writing.project_move, name="project_move"),
    path("projets/<int:pk>/personnes/", parts.ProjectPeopleView.as_view(), name="project_people"),
    path("projets/<int:pk>/personnes/ajouter/", parts.person_add, name="project_person_add"),
    path("projets/<int:pk>/personnes/<int:part>/retirer/", parts.person_remove, name="project_person_remove"),
    path("projets/<int:pk>/discussion/", parts.discussion_open, name="project_discussion"),
    path("projets/<int:pk>/lieux/ajouter/", parts.ProjectPlaceView.as_view(), name="project_place_add"),
    path("projets/<int:pk>/lieux/<int:part>/retirer/", parts.place_remove, name="project_place_remove"),
    path("projets/<int:pk>/etapes/ajouter/", parts.MilestoneView.as_view(), name="milestone_add"),
    path("projets/<int:pk>/etapes/<int:part>/", parts.MilestoneView.as_view(), name="milestone_edit"),
    path("projets/<int:pk>/etapes/<int:part>/fait/", parts.milestone_mark, name="milestone_mark"),
    path("projets/<int:pk>/etapes/<int:part>/retirer/", parts.milestone_remove, name="milestone_remove"),
    path("projets/<int:pk>/risques/ajouter/", parts.RiskView.as_view(), name="risk_add"),
    path("projets/<int:pk>/risques/<int:part>/", parts.RiskView.as_view(), name="risk_edit"),
    path("projets/<int:pk>/risques/<int:part>/retirer/", parts.risk_remove, name="risk_remove"),
    # Chantiers.
    path("projets/chantiers/<slug:slug>/modifier/", chantiers.ChantierEditView.as_view(), name="chantier_edit"),
]
