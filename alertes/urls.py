"""URLs of messages to people, under /alertes/: one module for each concept."""

from django.urls import include, path

app_name = "alertes"
urlpatterns = [
    path("", include("alertes.channels.notices.urls")),
    path("", include("alertes.channels.mails.urls")),
    path("", include("alertes.channels.push.urls")),
    path("", include("alertes.channels.refusals.urls")),
    path("", include("alertes.channels.replies.urls")),
    path("", include("alertes.occasions.letters.urls")),
    path("", include("alertes.occasions.correspondence.urls")),
    path("", include("alertes.occasions.saved_searches.urls")),
    path("", include("alertes.choices.subscriptions.urls")),
]
