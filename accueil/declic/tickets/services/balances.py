"""The balance of each ticket compared with its ledger, and repaired."""

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from reseau.web.queries.row_locks import lock_row


def wrong_balances() -> QuerySet[Ticket]:
    """Return the tickets whose balance is not the sum of their ledger, with that sum as `ledger_sum`."""
    sums = LedgerEntry.objects.filter(ticket=OuterRef("pk")).order_by().values("ticket").values(total=Sum("minutes"))
    return Ticket.objects.annotate(ledger_sum=Coalesce(Subquery(sums), 0)).exclude(balance=F("ledger_sum"))


def repair_balances() -> int:
    """Write the sum of the ledger as the balance of the tickets where both differ. Returns how many."""
    return sum(_repair(key=key) for key in wrong_balances().values_list("pk", flat=True))


@transaction.atomic
def _repair(*, key: int) -> bool:
    lock_row(Ticket.objects.all(), key)
    ticket = wrong_balances().filter(pk=key).first()
    return bool(ticket and Ticket.objects.filter(pk=key).update(balance=ticket.ledger_sum))
