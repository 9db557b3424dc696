"""Notice to the team of a body that its statement is drawn."""

from accueil.declarations.events import TICKET_NEWS
from accueil.declic.reimbursements.models import TicketStatement
from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.elision import of


def notify_drawn(statement: TicketStatement, *, by: Member | None) -> None:
    positions = Position.objects.live().filter(epm=statement.body.epm_id)
    notify(
        members=Member.objects.filter(is_active=True, pk__in=positions.values("member")),
        exclude=by,
        key=f"ticket-statement:{statement.pk}:drawn",
        text=f"Tickets déclic {of(statement.month)}\u00a0: {statement.hours_words}, {statement.euros_words}.",
        url=statement.get_absolute_url(),
        kind=TICKET_NEWS,
        fact=LASTING,
    )
