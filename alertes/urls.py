"""Addresses of the application « alertes », under /alertes/."""

from django.urls import path

from alertes.mails import views as mails
from alertes.notices import views as notices
from alertes.saved_searches import views as saved_searches

app_name = "alertes"
urlpatterns = [
    path("", notices.NoticesView.as_view(), name="list"),
    path("tout-lire/", notices.read_all, name="read_all"),
    path("<int:pk>/ouvrir/", notices.open_notice, name="open"),
    path("courriels/", mails.MailsView.as_view(), name="mails"),
    path("courriels/arreter/<str:token>/", mails.stop_mails, name="stop_mails"),
    path("recherches/", saved_searches.SavedSearchesView.as_view(), name="searches"),
    path("recherches/suivre/", saved_searches.follow_search, name="follow_search"),
    path("recherches/<int:pk>/ne-plus-suivre/", saved_searches.unfollow_search, name="unfollow_search"),
]
