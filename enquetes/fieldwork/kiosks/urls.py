"""Addresses of kiosks: for those who keep a place, then those of a kiosk itself. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.fieldwork.kiosks.views import answering, installation

urlpatterns = [
    path("borne/<str:token>/", answering.kiosk_page, name="kiosk"),
    path("borne/<str:token>/ouvrir/", answering.enter, name="kiosk_enter"),
    path("borne/<str:token>/etat/", answering.state, name="kiosk_state"),
    path("borne/<str:token>/envoi/", answering.responses, name="kiosk_responses"),
    path("borne/<str:token>/place/", answering.place, name="kiosk_place"),
    path("borne/<str:token>/<str:language>/", answering.kiosk_page, name="kiosk_in"),
    path("<slug:slug>/bornes/", installation.KiosksView.as_view(), name="kiosks"),
    path("<slug:slug>/bornes/installer/", installation.KioskNewView.as_view(), name="kiosk_new"),
    path("<slug:slug>/bornes/<int:pk>/", installation.kiosk_set_up, name="kiosk_set_up"),
    path("<slug:slug>/bornes/<int:pk>/fermer/", installation.close, name="kiosk_close"),
]
