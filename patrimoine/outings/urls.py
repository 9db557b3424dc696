"""Addresses of outings. Part of `patrimoine.urls`."""

from django.urls import path

from patrimoine.outings import views

urlpatterns = [
    path("sorties/", views.OutingsView.as_view(), name="outings"),
    path("sorties/<int:pk>/", views.OutingView.as_view(), name="outing"),
    path("sorties/<int:pk>/modifier/", views.ChangeOutingView.as_view(), name="outing_edit"),
    path("sorties/<int:pk>/annuler/", views.outing_cancel, name="outing_cancel"),
    path("sorties/annoncer/<str:of>/<slug:slug>/", views.AnnounceOutingView.as_view(), name="outing_new"),
]
