"""What became of the tickets of a batch: who came, how many hours were used, who stopped, which skills were reached."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket

# Without a session for so long, a person with hours left has stopped.
SILENCE = datetime.timedelta(days=60)


@dataclass(slots=True)
class Cohort:
    """Sums over the tickets of a batch. `recorded`: people whose B2i record is known to the ticket."""

    people: int = 0
    came: int = 0
    minutes: int = 0
    stopped: int = 0
    recorded: int = 0
    skills: int = 0

    def add(self, other: "Cohort") -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def cohorts() -> dict[TicketBatch, Cohort]:
    """Return the cohort of each batch, with its territory, the latest batch first. Two queries."""
    today = timezone.localdate()
    found: dict[int, Cohort] = defaultdict(Cohort)
    for ticket in ticket_rows():
        found[ticket.batch_id].add(_cohort_of(ticket, today))
    batches = TicketBatch.objects.select_related("territory").latest_first()
    return {batch: found[batch.pk] for batch in batches}


def ticket_rows() -> QuerySet[Ticket]:
    """Return the tickets with `last_on`, the day of their last session, and `reached`, skills validated meanwhile."""
    standing = LedgerEntry.objects.standing().filter(ticket=OuterRef("pk")).order_by()
    last_on = standing.values("ticket").annotate(last=Max("held_on")).values("last")
    return Ticket.objects.with_skills().annotate(last_on=Subquery(last_on)).select_related("batch")


def _cohort_of(ticket: Ticket, today: datetime.date) -> Cohort:
    has_come = ticket.last_on is not None
    end = min(today, ticket.batch.expires_on)
    has_stopped = has_come and bool(ticket.balance) and ticket.last_on < end - SILENCE
    return Cohort(
        people=1,
        came=int(has_come),
        minutes=ticket.used,
        stopped=int(has_stopped),
        recorded=int(ticket.reached is not None),
        skills=ticket.reached or 0,
    )
