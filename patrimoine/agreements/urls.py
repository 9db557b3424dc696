"""Addresses of the agreements of authors. Part of `patrimoine.urls`."""

from django.urls import path

from patrimoine.agreements import views

urlpatterns = [
    path("lieux/<slug:slug>/accords/", views.AgreementsView.as_view(), name="agreements"),
    path("lieux/<slug:slug>/accord.pdf", views.agreement_pdf, name="agreement_pdf"),
    path("accords/<int:pk>/modifier/", views.AgreementEditView.as_view(), name="agreement_edit"),
    path("accords/<int:pk>/retirer/", views.withdraw, name="agreement_withdraw"),
]
