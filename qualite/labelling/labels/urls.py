"""Addresses of the papers of the charter. Part of `qualite.urls`."""

from django.urls import path

from qualite.labelling.labels import views

urlpatterns = [
    path("labels/", views.LabelledPlacesView.as_view(), name="labelled_places"),
    path("labels/<int:pk>/label.pdf", views.label_pdf, name="label_pdf"),
    path("labels/<int:pk>/retirer/", views.LabelWithdrawalView.as_view(), name="label_withdraw"),
    path("dossiers/<int:pk>/dossier.pdf", views.file_pdf, name="file_pdf"),
]
