"""Views of what reaches members."""

from alertes.views.mails import MailsView, stop_mails
from alertes.views.notices import NoticesView, open_notice, read_all
from alertes.views.saved_searches import SavedSearchesView, follow_search, unfollow_search

__all__ = [
    "MailsView",
    "NoticesView",
    "SavedSearchesView",
    "follow_search",
    "open_notice",
    "read_all",
    "stop_mails",
    "unfollow_search",
]
