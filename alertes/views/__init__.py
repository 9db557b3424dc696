"""Views of what reaches members."""

from alertes.views.notices import NoticesView, open_notice, read_all
from alertes.views.saved_searches import SavedSearchesView, follow_search, unfollow_search

__all__ = ["NoticesView", "SavedSearchesView", "follow_search", "open_notice", "read_all", "unfollow_search"]
