"""What one does with messages to people: tell them once, take back, mail, note what they have dealt with, follow
searches.

Every refusal is a ValidationError whose message is the sentence to show.
"""

from alertes.services.mails import choose_mails, forget_old_mails, plan_mails, retry_failed_mails, stop_mails
from alertes.services.notices import mark_read, notify, restate, withdraw
from alertes.services.saved_searches import check_saved_searches, follow_search, replace_in_filters, unfollow_search

__all__ = [
    "check_saved_searches",
    "choose_mails",
    "follow_search",
    "forget_old_mails",
    "mark_read",
    "notify",
    "plan_mails",
    "replace_in_filters",
    "restate",
    "retry_failed_mails",
    "stop_mails",
    "unfollow_search",
    "withdraw",
]
