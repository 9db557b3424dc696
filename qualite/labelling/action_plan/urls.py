"""Addresses of action plans. Part of `qualite.urls`."""

from django.urls import path

from qualite.labelling.action_plan import views

urlpatterns = [
    path("dossiers/<int:pk>/plan/", views.ActionNewView.as_view(), name="action_add"),
    path("dossiers/<int:pk>/criteres/<int:criterion>/plan/", views.ActionNewView.as_view(), name="action_new"),
    path("actions/<int:pk>/", views.ActionEditView.as_view(), name="action"),
]
