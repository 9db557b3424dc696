"""Addresses of the application « alertes », under /alertes/."""

from django.urls import path

from alertes import views

app_name = "alertes"
urlpatterns = [
    path("", views.NoticesView.as_view(), name="list"),
    path("tout-lire/", views.read_all, name="read_all"),
    path("<int:pk>/ouvrir/", views.open_notice, name="open"),
    path("courriels/", views.MailsView.as_view(), name="mails"),
    path("courriels/arreter/<str:token>/", views.stop_mails, name="stop_mails"),
    path("recherches/", views.SavedSearchesView.as_view(), name="searches"),
    path("recherches/suivre/", views.follow_search, name="follow_search"),
    path("recherches/<int:pk>/ne-plus-suivre/", views.unfollow_search, name="unfollow_search"),
]
