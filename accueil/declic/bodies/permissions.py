"""Who approves the bodies, and who takes tickets for them: the team of the place where the sessions are held."""

from accueil.declic.bodies.models import TicketBody
from reseau.permissions import is_coordinator, is_network_member


def may_approve(user) -> bool:
    """Whether `user` decides who takes tickets: the coordination."""
    return is_coordinator(user)


def works_for(user, body: TicketBody) -> bool:
    """Whether `user` is of the team that takes tickets for the body."""
    return is_network_member(user) and body.epm_id in user.epm_ids
