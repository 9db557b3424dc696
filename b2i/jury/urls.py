"""Addresses of what leaves the records: statements, badges, the jury and its files, figures."""

from django.urls import path

from b2i.figures import views as figures
from b2i.jury.views import candidacy, files, sessions
from b2i.statements.views import badges, statements

urlpatterns = [
    path("b2i/livrets/<int:pk>/releves/", statements.statements, name="statements"),
    path("b2i/livrets/<int:pk>/releves/nouveau/", statements.statement_new, name="statement_new"),
    path("b2i/mon-livret/releves/", statements.my_statements, name="my_statements"),
    path("b2i/mon-livret/releves/nouveau/", statements.my_statement_new, name="my_statement_new"),
    path("b2i/releves/<int:pk>/releve.pdf", statements.statement_pdf, name="statement_pdf"),
    path("b2i/releves/<int:pk>/badge.jwt", statements.statement_badge, name="statement_badge"),
    path("b2i/releves/<int:pk>/montre/", statements.statement_shows, name="statement_shows"),
    path("b2i/releves/<int:pk>/annuler/", statements.StatementRevokeView.as_view(), name="statement_revoke"),
    path("b2i/badges/cles.json", badges.keys, name="badge_keys"),
    path("b2i/badges/did.json", badges.did, name="badge_did"),
    path("b2i/badges/emetteur.json", badges.profile, name="badge_profile"),
    path("b2i/badges/revocations.jwt", badges.revocations, name="badge_revocations"),
    path("b2i/livrets/<int:pk>/jury/", candidacy.candidacy, name="candidacy"),
    path("b2i/livrets/<int:pk>/jury/demande/", candidacy.candidacy_ask, name="candidacy_ask"),
    path("b2i/livrets/<int:pk>/jury/retrait/", candidacy.candidacy_withdraw, name="candidacy_withdraw"),
    path("b2i/livrets/<int:pk>/jury/dossier.pdf", files.record_paper, name="record_paper"),
    path("b2i/livrets/<int:pk>/jury/dossier.zip", files.record_zip, name="record_zip"),
    path("b2i/jury/", sessions.JuriesView.as_view(), name="juries"),
    path("b2i/jury/nouvelle/", sessions.JuryNewView.as_view(), name="jury_new"),
    path("b2i/jury/<int:pk>/", sessions.jury, name="jury"),
    path("b2i/jury/<int:pk>/candidats/", sessions.candidates_add, name="candidates_add"),
    path("b2i/jury/<int:pk>/dossiers/", files.files_ask, name="jury_files_ask"),
    path("b2i/jury/candidatures/<int:pk>/retirer/", sessions.candidate_take_off, name="candidate_take_off"),
    path("b2i/jury/candidatures/<int:pk>/decision/", sessions.DecisionView.as_view(), name="jury_decision"),
    path("b2i/jury/candidatures/<int:pk>/dossier.pdf", files.candidate_paper, name="candidate_paper"),
    path("b2i/jury/candidatures/<int:pk>/dossier.zip", files.candidate_zip, name="candidate_zip"),
    path("b2i/jury/dossiers/<int:pk>/", files.JuryDossierView.as_view(), name="jury_dossier"),
    path("b2i/jury/dossiers/<int:pk>/recommencer/", files.dossier_again, name="jury_dossier_again"),
    path("b2i/jury/dossiers/<int:pk>/dossiers.zip", files.dossier_zip, name="jury_dossier_zip"),
    path("b2i/chiffres/", figures.figures, name="figures"),
    path("b2i/chiffres/chiffres.csv", figures.as_csv, name="figures_csv"),
    path("b2i/chiffres/chiffres.ods", figures.as_ods, name="figures_ods"),
]
