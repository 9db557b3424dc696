"""Entries of the ledger that no statement holds yet, and the months that may be drawn."""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from accueil.declic.enums import EntryKind
from accueil.declic.reimbursements.models import next_month
from accueil.declic.tickets.models.ledger import LedgerEntry


def pending_entries(first_day: datetime.date) -> QuerySet[LedgerEntry]:
    """Return the debits of sessions of that month or before, and their reversals, that no statement holds.

    What was noted late is paid with the next statement that is drawn.
    """
    end = next_month(first_day)
    debits = Q(kind=EntryKind.DEBIT, held_on__lt=end)
    reversals = Q(kind=EntryKind.REVERSAL, reverses__held_on__lt=end)
    return LedgerEntry.objects.filter(debits | reversals, statement_line=None)


def month_to_draw() -> datetime.date | None:
    """Return the first day of last month if some entries wait for its statement."""
    last_month = (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    return last_month if pending_entries(last_month).exists() else None
