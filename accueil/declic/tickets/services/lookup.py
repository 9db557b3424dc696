"""A ticket found by the code on its paper."""

from django.core.exceptions import ValidationError

from accueil.declic.tickets.models.ticket import Ticket
from reseau.documents.papers.code_letters import read_letters

MISTYPED = "Ce code est mal recopié\u00a0: il compte neuf lettres. Relisez-le lettre par lettre."
UNKNOWN = "Ce code n’est celui d’aucun ticket. Relisez-le lettre par lettre."


def find_ticket(*, code: str) -> Ticket:
    """Return the ticket of a code, as somebody typed it. Raises ValidationError, by field, if there is none."""
    letters = read_letters(code)
    if letters is None:
        raise ValidationError({"code": MISTYPED})
    ticket = Ticket.objects.with_person().filter(code=letters).first()
    if ticket is None:
        raise ValidationError({"code": UNKNOWN})
    return ticket
