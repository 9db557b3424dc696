"""URLs of messages to people, under /alertes/: one module for each concept."""

from django.urls import include, path

app_name = "alertes"
urlpatterns = [
    path("", include("alertes.notices.urls")),
    path("", include("alertes.mails.urls")),
    path("", include("alertes.push.urls")),
    path("", include("alertes.refusals.urls")),
    path("", include("alertes.replies.urls")),
    path("", include("alertes.letters.urls")),
    path("", include("alertes.correspondence.urls")),
    path("", include("alertes.saved_searches.urls")),
    path("", include("alertes.subscriptions.urls")),
]
