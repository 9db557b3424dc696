"""Addresses of paper, under /enquetes/<campaign>/papier/. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.fieldwork.paper.views import batches, keying, scans

urlpatterns = [
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
]
