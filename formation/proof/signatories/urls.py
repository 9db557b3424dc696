"""URLs of the signatories."""

from django.urls import path

from formation.proof.signatories import views

urlpatterns = [
    path("signataires/", views.SignatoriesView.as_view(), name="signatories"),
    path("signataires/<int:pk>/retirer/", views.signatory_withdraw, name="signatory_withdraw"),
]
