"""Addresses of mails: the choices of a member, the link that stops mails."""

from django.urls import path

from alertes.channels.mails import views

urlpatterns = [
    path("courriels/", views.MailsView.as_view(), name="mails"),
    path("courriels/recus/", views.received_mails, name="received"),
    path("courriels/arreter/<str:token>/", views.stop_mails, name="stop_mails"),
]
