"""Addresses of the veille: its page, the inbox, the feeds."""

from django.urls import path

from ressources.authoring.watch_inbox.views import feeds, inbox, watch

urlpatterns = [
    path("veille/", watch.WatchView.as_view(), name="watch"),
    path("veille/suivre/", watch.follow_watch, name="follow_watch"),
    path("veille/a-trier/", inbox.inbox, name="watch_inbox"),
    path("veille/ecartees/", inbox.DiscardedView.as_view(), name="watch_discarded"),
    path("veille/<int:pk>/garder/", inbox.keep, name="watch_keep"),
    path("veille/<int:pk>/brouillon/", inbox.keep_draft, name="watch_draft"),
    path("veille/<int:pk>/ecarter/", inbox.discard, name="watch_discard"),
    path("veille/<int:pk>/remettre/", inbox.restore, name="watch_restore"),
    path("veille/flux/", feeds.FeedsView.as_view(), name="watch_feeds"),
    path("veille/flux/<int:pk>/relire/", feeds.read_again, name="watch_feed_read"),
    path("veille/flux/<int:pk>/retirer/", feeds.remove, name="watch_feed_remove"),
]
