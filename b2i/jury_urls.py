"""Addresses of what leaves the records: statements and their badges."""

from django.urls import path

from b2i.views import badges, statements

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
]
