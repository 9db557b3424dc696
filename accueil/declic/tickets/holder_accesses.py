"""Whoever reads a ticket of a learner reads their name: it is noted, as wherever a learner is named."""

from collections.abc import Iterable

from django.http import HttpRequest

from accueil.declic.tickets.models.ticket import Ticket
from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind


def note_holders(request: HttpRequest, tickets: Iterable[Ticket], kind: AccessKind | None = None) -> None:
    """Note the access to the learners who hold these tickets, joined as `holder__learner`. No query without one."""
    holders = (getattr(ticket, "holder", None) for ticket in tickets)
    note_accesses(request, {holder.learner for holder in holders if holder and holder.learner}, kind)
