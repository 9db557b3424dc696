"""Addresses of `enquetes/fieldwork`, concept by concept. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.fieldwork.answering.views import doors, sections
from enquetes.fieldwork.interviews import views as interviews
from enquetes.fieldwork.kiosks.views import answering, installation
from enquetes.fieldwork.paper.views import batches, keying, scans
from enquetes.fieldwork.personal_codes import views as personal_codes

urlpatterns = [
    # Addresses where campaigns are answered.
    path("reprendre/", doors.resume, name="answer_resume"),
    path("code/", doors.answer_code, name="answer_code"),
    path("<slug:slug>/code/", doors.answer_code, name="campaign_code"),
    path("<slug:slug>/entretiens/commencer/", doors.interview_begin, name="interview_begin"),
    path("<slug:slug>/repondre/", doors.answer, name="answer"),
    path("<slug:slug>/repondre/merci/", sections.thanks, name="answer_thanks"),
    path("<slug:slug>/repondre/<str:token>/", doors.answer_begin, name="answer_begin"),
    path("<slug:slug>/repondre/<str:token>/envoyer/", sections.send, name="answer_send"),
    path("<slug:slug>/repondre/<str:token>/arreter/", sections.stop, name="answer_stop"),
    path("<slug:slug>/repondre/<str:token>/<int:part>/", sections.section, name="answer_section"),
    # Paper, under /enquetes/<campaign>/papier/.
    path("<slug:slug>/papier/", batches.BatchesView.as_view(), name="paper"),
    path("<slug:slug>/papier/nouveau-lot/", batches.BatchNewView.as_view(), name="paper_batch_new"),
    path("<slug:slug>/papier/qualite/", batches.KeyingQualityView.as_view(), name="keying_quality"),
    path("<slug:slug>/papier/saisie/", keying.KeyingView.as_view(), name="keying"),
    path("<slug:slug>/papier/saisie/envoi/", keying.keyed_entries, name="keyed_entries"),
    path("<slug:slug>/papier/saisie/feuille/", keying.sheet_to_key, name="sheet_to_key"),
    path("<slug:slug>/papier/saisie/communes/", keying.communes, name="keying_communes"),
    path("<slug:slug>/papier/<int:pk>/", batches.BatchView.as_view(), name="paper_batch"),
    path("<slug:slug>/papier/<int:pk>/modifier/", batches.BatchEditView.as_view(), name="paper_batch_edit"),
    path("<slug:slug>/papier/<int:pk>/feuilles.pdf", batches.batch_paper, name="batch_paper"),
    path("<slug:slug>/papier/<int:pk>/numerisees/", scans.ScansView.as_view(), name="sheet_scans"),
    path("<slug:slug>/papier/<int:pk>/numerisees/<int:scan>/", scans.sheet_scan, name="sheet_scan"),
    path("<slug:slug>/papier/<int:pk>/numerisees/<int:scan>/detruire/", scans.drop_scan, name="sheet_scan_drop"),
    path("<slug:slug>/papier/<int:pk>/<int:number>/", keying.KeyedDecisionView.as_view(), name="sheet_decision"),
    # Kiosks: for those who keep a place, then those of a kiosk itself.
    path("borne/<str:token>/", answering.kiosk_page, name="kiosk"),
    path("borne/<str:token>/ouvrir/", answering.enter, name="kiosk_enter"),
    path("borne/<str:token>/etat/", answering.state, name="kiosk_state"),
    path("borne/<str:token>/envoi/", answering.responses, name="kiosk_responses"),
    path("borne/<str:token>/place/", answering.place, name="kiosk_place"),
    path("borne/<str:token>/<str:language>/", answering.kiosk_page, name="kiosk_in"),
    path("<slug:slug>/bornes/", installation.KiosksView.as_view(), name="kiosks"),
    path("<slug:slug>/bornes/installer/", installation.KioskNewView.as_view(), name="kiosk_new"),
    path("<slug:slug>/bornes/<int:pk>/", installation.kiosk_set_up, name="kiosk_set_up"),
    path("<slug:slug>/bornes/<int:pk>/fermer/", installation.close, name="kiosk_close"),
    # Interviews, under /enquetes/<campaign>/.
    path("<slug:slug>/enqueteurs/", interviews.InterviewersView.as_view(), name="interviewers"),
    path("<slug:slug>/entretiens/", interviews.interviews, name="interviews"),
    path("<slug:slug>/entretiens/compter/", interviews.interview_outcome, name="interview_outcome"),
    # Batches of codes, under /enquetes/<campaign>/codes/.
    path("<slug:slug>/codes/", personal_codes.CodeBatchesView.as_view(), name="code_batches"),
    path("<slug:slug>/codes/nouveau-lot/", personal_codes.CodeBatchNewView.as_view(), name="code_batch_new"),
    path("<slug:slug>/codes/<int:pk>/", personal_codes.CodeBatchView.as_view(), name="code_batch"),
    path("<slug:slug>/codes/<int:pk>/bulletins.pdf", personal_codes.batch_slips, name="code_slips"),
]
