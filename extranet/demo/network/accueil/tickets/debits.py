"""Debits of the demo: people of each territory come to the discovery sessions of its places; one debit is reversed."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.debits.presences import PaidSession, recent_sessions
from accueil.declic.debits.services.debits import debit, reverse_debit
from accueil.declic.tickets.enums import ReversalReason
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from reseau.people.members.models.position import Position

MOST_SESSIONS = 7
# Of three people of a batch, two come to a session. The last ones never came; those before stopped after one session.
SPARED, LEAVERS = 3, 6
EVENING = datetime.time(18)


def build_debits(*, bodies: Sequence[TicketBody], batches: Sequence[TicketBatch]) -> None:
    tickets = {batch.territory_id: list(batch.tickets.with_person().order_by("pk")) for batch in batches}
    for body in bodies:
        held = recent_sessions([body.epm_id], most=MOST_SESSIONS)
        for rank, session in enumerate(reversed(held)):
            _debit_group(session, body, tickets.get(body.epm.commune.territory_id, []), rank)
    _reverse_one(bodies[0])


def _debit_group(session: PaidSession, body: TicketBody, tickets: Sequence[Ticket], rank: int) -> None:
    member = Position.objects.live().filter(epm=body.epm_id).earliest("pk").member
    for place, ticket in enumerate(tickets):
        ticket.refresh_from_db(fields=["balance"])
        left = len(tickets) - place
        has_left = left <= LEAVERS or (bool(rank) and left <= 2 * LEAVERS)
        is_there = not has_left and bool(not rank or (place + rank) % SPARED)
        if is_there and ticket.balance >= session.most_minutes:
            entry = debit(
                session=session,
                body=body,
                code=ticket.code,
                name=ticket.person,
                minutes=session.most_minutes,
                by=member,
            )
            noted = timezone.make_aware(datetime.datetime.combine(session.held_on, EVENING))
            LedgerEntry._base_manager.filter(pk=entry.pk).update(noted=min(noted, timezone.now()))


def _reverse_one(body: TicketBody) -> None:
    entry = LedgerEntry.objects.standing().filter(body=body).order_by("pk").last()
    if entry:
        reverse_debit(entry=entry, reason=ReversalReason.OTHER_PERSON, by=entry.noted_by)
