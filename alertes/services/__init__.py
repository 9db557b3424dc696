"""What one does with messages to people: tell them once, take back, note what they have dealt with."""

from alertes.services.notices import mark_read, notify, withdraw

__all__ = ["mark_read", "notify", "withdraw"]
