"""Who debits tickets for a session, and reverses a debit: the team of its place, and the coordination."""

from django.db.models import QuerySet

from accueil.declic.bodies.models import TicketBody
from accueil.declic.bodies.permissions import works_for
from accueil.declic.debits.presences import PaidSession
from accueil.declic.tickets.models.ledger import LedgerEntry
from reseau.permissions import is_coordinator, is_network_member
from reseau.texts.french_order import Folded


def may_debit(user, session: PaidSession) -> bool:
    return is_network_member(user) and (session.epm.pk in user.epm_ids or is_coordinator(user))


def may_reverse(user, entry: LedgerEntry) -> bool:
    return is_coordinator(user) or works_for(user, entry.body)


def payable_bodies(session: PaidSession) -> QuerySet[TicketBody]:
    """Return the bodies approved on the day of the session in its place, the place itself first."""
    return (
        TicketBody.objects.approved_on(session.held_on)
        .filter(epm=session.epm)
        .select_related("epm")
        .order_by(Folded("name"))
    )
