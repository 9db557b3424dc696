"""Addresses of the intermediate archive, of its retention table and of its elimination lists."""

from django.urls import path

from formation.proof.archives.views import archives, eliminations, retention

LISTS = "archives/bordereaux/"
LIST = f"{LISTS}<int:pk>/"
TERMS = "archives/durees/"

urlpatterns = [
    path("archives/", archives.archives, name="archives"),
    path(TERMS, retention.retention, name="retention"),
    path(f"{TERMS}<slug:category>/", retention.retention_term, name="retention_term"),
    path(f"{TERMS}<slug:category>/visa/", retention.retention_visa, name="retention_visa"),
    path(LISTS, eliminations.eliminations, name="eliminations"),
    path(f"{LISTS}preparer/", eliminations.elimination_prepare, name="elimination_prepare"),
    path(LIST, eliminations.elimination, name="elimination"),
    path(f"{LIST}bordereau.csv", eliminations.elimination_csv_file, name="elimination_csv"),
    path(f"{LIST}bordereau.pdf", eliminations.elimination_pdf, name="elimination_pdf"),
    path(f"{LIST}certificat.pdf", eliminations.elimination_certificate, name="elimination_certificate"),
    path(f"{LIST}visa/", eliminations.elimination_visa, name="elimination_visa"),
    path(f"{LIST}supprimer/", eliminations.elimination_carry_out, name="elimination_carry_out"),
    path(f"{LIST}abandonner/", eliminations.elimination_drop, name="elimination_drop"),
]
