"""Addresses of `b2i/outcomes`, concept by concept. Part of `b2i.urls`."""

from django.urls import path

from b2i.outcomes.adoption import views as adoption
from b2i.outcomes.figures import views as figures
from b2i.outcomes.jury.views import candidacy, files, frozen_papers, sessions
from b2i.outcomes.renewals import views as renewals
from b2i.outcomes.statements import views as statements

VERSIONS = "b2i/versions/"
STATEMENTS_ONE, MINE = "b2i/livrets/<int:pk>/releves/", "b2i/mon-livret/releves/"
STATEMENT, BADGES = "b2i/releves/<int:pk>/", "b2i/badges/"
JURY_ONE, JURIES = "b2i/livrets/<int:pk>/jury/", "b2i/jury/"
CANDIDACY, DOSSIER = f"{JURIES}candidatures/<int:pk>/", f"{JURIES}dossiers/<int:pk>/"
RENEWALS_ONE = "b2i/livrets/<int:pk>/"
urlpatterns = [
    # Versions of the framework of records, for coordinators.
    path(VERSIONS, adoption.versions, name="versions"),
    path(f"{VERSIONS}modele.json", adoption.version_template_file, name="version_template"),
    path(f"{VERSIONS}<int:pk>/", adoption.version, name="version"),
    path(f"{VERSIONS}<int:pk>/ecarter/", adoption.version_set_aside, name="version_set_aside"),
    # Statements of skills; public addresses from which badges are verified.
    path(STATEMENTS_ONE, statements.statements, name="statements"),
    path(f"{STATEMENTS_ONE}nouveau/", statements.statement_new, name="statement_new"),
    path(MINE, statements.my_statements, name="my_statements"),
    path(f"{MINE}nouveau/", statements.my_statement_new, name="my_statement_new"),
    path(f"{STATEMENT}releve.pdf", statements.statement_pdf, name="statement_pdf"),
    path(f"{STATEMENT}badge.jwt", statements.statement_badge, name="statement_badge"),
    path(f"{STATEMENT}montre/", statements.statement_shows, name="statement_shows"),
    path(f"{STATEMENT}annuler/", statements.StatementRevokeView.as_view(), name="statement_revoke"),
    path(f"{BADGES}cles.json", statements.badge_keys, name="badge_keys"),
    path(f"{BADGES}did.json", statements.badge_did, name="badge_did"),
    path(f"{BADGES}emetteur.json", statements.badge_profile, name="badge_profile"),
    path(f"{BADGES}revocations.jwt", statements.badge_revocations, name="badge_revocations"),
    # Candidacies, sessions of the jury and their files.
    path(JURY_ONE, candidacy.candidacy, name="candidacy"),
    path(f"{JURY_ONE}demande/", candidacy.candidacy_ask, name="candidacy_ask"),
    path(f"{JURY_ONE}etat-civil/", candidacy.civil_identity, name="civil_identity"),
    path(f"{JURY_ONE}avis/", candidacy.centre_opinion, name="centre_opinion"),
    path(f"{JURY_ONE}retrait/", candidacy.candidacy_withdraw, name="candidacy_withdraw"),
    path(f"{JURY_ONE}dossier.pdf", files.record_paper, name="record_paper"),
    path(f"{JURY_ONE}dossier.zip", files.record_zip, name="record_zip"),
    path(JURIES, sessions.JuriesView.as_view(), name="juries"),
    path(f"{JURIES}nouvelle/", sessions.JuryNewView.as_view(), name="jury_new"),
    path(f"{JURIES}<int:pk>/", sessions.jury, name="jury"),
    path(f"{JURIES}<int:pk>/candidats/", sessions.candidates_add, name="candidates_add"),
    path(f"{JURIES}<int:pk>/liste.pdf", files.session_list, name="jury_list"),
    path(f"{JURIES}<int:pk>/liste/partie/", frozen_papers.list_send, name="jury_list_send"),
    path(f"{JURIES}papiers/<int:pk>.pdf", frozen_papers.frozen_paper, name="frozen_paper"),
    path(f"{JURIES}<int:pk>/dossiers/", files.files_ask, name="jury_files_ask"),
    path(f"{CANDIDACY}retirer/", sessions.candidate_take_off, name="candidate_take_off"),
    path(f"{CANDIDACY}decision/", sessions.DecisionView.as_view(), name="jury_decision"),
    path(f"{CANDIDACY}dossier.pdf", files.candidate_paper, name="candidate_paper"),
    path(f"{CANDIDACY}dossier.zip", files.candidate_zip, name="candidate_zip"),
    path(DOSSIER, files.JuryDossierView.as_view(), name="jury_dossier"),
    path(f"{DOSSIER}recommencer/", files.dossier_again, name="jury_dossier_again"),
    path(f"{DOSSIER}dossiers.zip", files.dossier_zip, name="jury_dossier_zip"),
    # Figures of records.
    path("b2i/chiffres/", figures.figures, name="figures"),
    path("b2i/chiffres/chiffres.csv", figures.as_csv, name="figures_csv"),
    path("b2i/chiffres/chiffres.ods", figures.as_ods, name="figures_ods"),
    # Passage to a new version of a framework.
    path("b2i/livrets/nouvelle-version/", renewals.renewals, name="renewals"),
    path(f"{RENEWALS_ONE}nouvelle-version/", renewals.renewal, name="renewal"),
    path(f"{RENEWALS_ONE}avant/", renewals.former_record, name="former_record"),
    path("b2i/mon-livret/avant/", renewals.my_former_record, name="my_former_record"),
]
