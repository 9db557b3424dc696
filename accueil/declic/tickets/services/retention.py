"""What is forgotten of tickets: the person six months after the end of the ticket, the accounts after ten years."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket, TicketHolder
from reseau.calendar.days import midnight

# After the last day of a ticket, or the debit that used it up.
HOLDER_KEPT = datetime.timedelta(days=182)
# Ten years of accounts (Code de commerce, article L123-22), from the last day or the last entry.
HISTORY_KEPT = datetime.timedelta(days=3650)


@transaction.atomic
def erase_holders() -> int:
    """Erase the people of tickets that ended long ago; how many skills they reached stays. Returns how many."""
    limit = timezone.localdate() - HOLDER_KEPT
    ended = Ticket.objects.filter(Q(batch__expires_on__lt=limit) | Q(balance=0) & ~_moved_since(limit))
    holders = TicketHolder.objects.filter(ticket__in=ended)
    for ticket in Ticket.objects.with_skills().filter(holder__in=holders.exclude(learner=None)):
        Ticket.objects.filter(pk=ticket.pk).update(skills=ticket.reached)
    return holders.delete()[0]


@transaction.atomic
def destroy_old_history() -> int:
    """Destroy the tickets that expired ten years ago, with their ledger, then empty batches. Returns how many."""
    limit = timezone.localdate() - HISTORY_KEPT
    old = Ticket.objects.filter(~_moved_since(limit), batch__expires_on__lt=limit)
    keys = list(old.values_list("pk", flat=True))
    # The manager of entries refuses: this is the one place where they end.
    LedgerEntry._base_manager.filter(ticket__in=keys).delete()
    Ticket.objects.filter(pk__in=keys).delete()
    TicketBatch.objects.filter(expires_on__lt=limit, tickets__isnull=True).delete()
    return len(keys)


def _moved_since(day: datetime.date) -> Exists:
    return Exists(LedgerEntry.objects.filter(ticket=OuterRef("pk"), noted__gte=midnight(day)))
