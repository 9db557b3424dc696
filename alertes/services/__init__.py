"""What one does with messages to people: tell them once, take back, note what they have dealt with, follow searches.

Every refusal is a ValidationError whose message is the sentence to show.
"""

from alertes.services.notices import mark_read, notify, withdraw
from alertes.services.saved_searches import check_saved_searches, follow_search, unfollow_search

__all__ = ["check_saved_searches", "follow_search", "mark_read", "notify", "unfollow_search", "withdraw"]
