"""Addresses of trails. Part of `patrimoine.urls`."""

from django.urls import path

from patrimoine.trails import views

urlpatterns = [
    path("circuits/", views.TrailsView.as_view(), name="trails"),
    path("circuits/nouveau/", views.TrailFormView.as_view(), name="trail_new"),
    path("circuits/etapes/<int:pk>/avancer/", views.stop_advance, name="stop_advance"),
    path("circuits/etapes/<int:pk>/retirer/", views.stop_remove, name="stop_remove"),
    path("circuits/suivre/<slug:slug>/", views.TrailView.as_view(), name="trail"),
    path("circuits/suivre/<slug:slug>/circuit.pdf", views.trail_pdf, name="trail_pdf"),
    path("circuits/suivre/<slug:slug>/modifier/", views.TrailFormView.as_view(), name="trail_edit"),
    path("circuits/suivre/<slug:slug>/etapes/", views.TrailStopsView.as_view(), name="trail_stops"),
    path("circuits/suivre/<slug:slug>/envoyer/", views.trail_submit, name="trail_submit"),
    path("circuits/suivre/<slug:slug>/publier/", views.trail_publish, name="trail_publish"),
    path("circuits/suivre/<slug:slug>/a-revoir/", views.TrailReturnView.as_view(), name="trail_return"),
    path("circuits/suivre/<slug:slug>/retirer/", views.trail_withdraw, name="trail_withdraw"),
    path("lieux/<slug:slug>/affichette.pdf", views.notice_pdf, name="notice_pdf"),
]
