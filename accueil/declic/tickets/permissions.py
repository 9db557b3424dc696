"""Who issues tickets, reads them, and reads one whose code they have in their hands."""

from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from reseau.permissions import is_coordinator, is_network_member, watches_any_territory


def may_issue(user) -> bool:
    """Whether `user` issues tickets: the coordination."""
    return is_coordinator(user)


def may_read_batches(user) -> bool:
    """Whether `user` reads who has tickets: those who watch a territory, each their own."""
    return watches_any_territory(user)


def takes_tickets(user) -> bool:
    """Whether `user` is of a team whose place takes tickets today. One query."""
    if not is_network_member(user):
        return False
    return TicketBody.objects.approved_on(timezone.localdate()).filter(epm__in=user.epm_ids).exists()


def may_read_codes(user) -> bool:
    """Whether `user` reads what is left of a ticket by its code: who watches a territory, or takes tickets."""
    return watches_any_territory(user) or takes_tickets(user)
