"""Addresses of the months of a place. Part of `qualite.urls`."""

from django.urls import path

from qualite.activity.activity_month import views

MONTH = "activite/lieux/<slug:slug>/<int:year>/<int:month>/"

urlpatterns = [
    path("activite/", views.activity, name="activity"),
    path(MONTH, views.month_page, name="activity_month"),
    path(f"{MONTH}corriger/<slug:measure>/", views.CorrectionOfFigureView.as_view(), name="figure_correction"),
    path(f"{MONTH}corriger/<slug:measure>/retirer/", views.withdraw, name="figure_correction_withdraw"),
    path(f"{MONTH}confirmer/", views.confirm, name="activity_month_confirm"),
    path(f"{MONTH}rouvrir/", views.reopen, name="activity_month_reopen"),
]
