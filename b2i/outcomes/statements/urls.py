"""Addresses of statements of skills; public addresses from which badges are verified. Part of `b2i.urls`."""

from django.urls import path

from b2i.outcomes.statements import views

ONE, MINE = "b2i/livrets/<int:pk>/releves/", "b2i/mon-livret/releves/"
STATEMENT, BADGES = "b2i/releves/<int:pk>/", "b2i/badges/"

urlpatterns = [
    path(ONE, views.statements, name="statements"),
    path(f"{ONE}nouveau/", views.statement_new, name="statement_new"),
    path(MINE, views.my_statements, name="my_statements"),
    path(f"{MINE}nouveau/", views.my_statement_new, name="my_statement_new"),
    path(f"{STATEMENT}releve.pdf", views.statement_pdf, name="statement_pdf"),
    path(f"{STATEMENT}badge.jwt", views.statement_badge, name="statement_badge"),
    path(f"{STATEMENT}montre/", views.statement_shows, name="statement_shows"),
    path(f"{STATEMENT}annuler/", views.StatementRevokeView.as_view(), name="statement_revoke"),
    path(f"{BADGES}cles.json", views.badge_keys, name="badge_keys"),
    path(f"{BADGES}did.json", views.badge_did, name="badge_did"),
    path(f"{BADGES}emetteur.json", views.badge_profile, name="badge_profile"),
    path(f"{BADGES}revocations.jwt", views.badge_revocations, name="badge_revocations"),
]
