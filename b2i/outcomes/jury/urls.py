"""Addresses of candidacies, of sessions of the jury and of their files. Part of `b2i.urls`."""

from django.urls import path

from b2i.outcomes.jury.views import candidacy, files, sessions

ONE, JURIES = "b2i/livrets/<int:pk>/jury/", "b2i/jury/"
CANDIDACY, DOSSIER = f"{JURIES}candidatures/<int:pk>/", f"{JURIES}dossiers/<int:pk>/"

urlpatterns = [
    path(ONE, candidacy.candidacy, name="candidacy"),
    path(f"{ONE}demande/", candidacy.candidacy_ask, name="candidacy_ask"),
    path(f"{ONE}etat-civil/", candidacy.civil_identity, name="civil_identity"),
    path(f"{ONE}avis/", candidacy.centre_opinion, name="centre_opinion"),
    path(f"{ONE}retrait/", candidacy.candidacy_withdraw, name="candidacy_withdraw"),
    path(f"{ONE}dossier.pdf", files.record_paper, name="record_paper"),
    path(f"{ONE}dossier.zip", files.record_zip, name="record_zip"),
    path(JURIES, sessions.JuriesView.as_view(), name="juries"),
    path(f"{JURIES}nouvelle/", sessions.JuryNewView.as_view(), name="jury_new"),
    path(f"{JURIES}<int:pk>/", sessions.jury, name="jury"),
    path(f"{JURIES}<int:pk>/candidats/", sessions.candidates_add, name="candidates_add"),
    path(f"{JURIES}<int:pk>/liste.pdf", files.session_list, name="jury_list"),
    path(f"{JURIES}<int:pk>/dossiers/", files.files_ask, name="jury_files_ask"),
    path(f"{CANDIDACY}retirer/", sessions.candidate_take_off, name="candidate_take_off"),
    path(f"{CANDIDACY}decision/", sessions.DecisionView.as_view(), name="jury_decision"),
    path(f"{CANDIDACY}dossier.pdf", files.candidate_paper, name="candidate_paper"),
    path(f"{CANDIDACY}dossier.zip", files.candidate_zip, name="candidate_zip"),
    path(DOSSIER, files.JuryDossierView.as_view(), name="jury_dossier"),
    path(f"{DOSSIER}recommencer/", files.dossier_again, name="jury_dossier_again"),
    path(f"{DOSSIER}dossiers.zip", files.dossier_zip, name="jury_dossier_zip"),
]
