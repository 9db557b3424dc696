"""Addresses where anybody checks the number of a paper, under /attestations/."""

from django.urls import path

from reseau.documents.proofs import views

urlpatterns = [
    path("", views.proof_form, name="proof_form"),
    path("<str:number>/", views.proof, name="proof"),
]
