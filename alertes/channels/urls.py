"""Addresses of `alertes/channels`, concept by concept. Part of `alertes.urls`."""

from django.urls import path

from alertes.channels.mails import views as mails
from alertes.channels.notices import views as notices
from alertes.channels.push import views as push
from alertes.channels.refusals import views as refusals
from alertes.channels.replies import views as replies

urlpatterns = [
    # Notices.
    path("", notices.NoticesView.as_view(), name="list"),
    path("tout-lire/", notices.read_all, name="read_all"),
    path("vu/", notices.see_page, name="see_page"),
    path("<int:pk>/ouvrir/", notices.open_notice, name="open"),
    # Mails: the choices of a member, the link that stops mails.
    path("courriels/", mails.MailsView.as_view(), name="mails"),
    path("courriels/recus/", mails.received_mails, name="received"),
    path("courriels/arreter/<str:token>/", mails.stop_mails, name="stop_mails"),
    # Devices of a member.
    path("appareils/relier/", push.device_add, name="device_add"),
    path("appareils/<int:pk>/retirer/", push.device_remove, name="device_remove"),
    # Refusals.
    path("courriels/adresse/<int:pk>/reessayer/", refusals.try_address, name="try_address"),
    # Mails from outside that were refused.
    path("courriels/refuses/", replies.RefusedMailsView.as_view(), name="refused_mails"),
]
