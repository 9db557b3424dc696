"""Addresses of batches of codes, under /enquetes/<campaign>/codes/. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.fieldwork.personal_codes import views

urlpatterns = [
    path("<slug:slug>/codes/", views.CodeBatchesView.as_view(), name="code_batches"),
    path("<slug:slug>/codes/nouveau-lot/", views.CodeBatchNewView.as_view(), name="code_batch_new"),
    path("<slug:slug>/codes/<int:pk>/", views.CodeBatchView.as_view(), name="code_batch"),
    path("<slug:slug>/codes/<int:pk>/bulletins.pdf", views.batch_slips, name="code_slips"),
]
