"""Notices to the team of a body: it is approved, or its approval ends."""

from accueil.declarations.events import TICKET_NEWS
from accueil.declic.bodies.models import BodyApproval
from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.wording import day_in_full


def notify_approved(approval: BodyApproval, *, by: Member | None) -> None:
    text = f"{approval.body} accepte les tickets déclic {approval}."
    _tell(approval, f"approved:{approval.pk}", text, by)


def notify_ended(approval: BodyApproval, *, by: Member | None) -> None:
    """Tell the team the last day, once for each last day."""
    last = day_in_full(approval.ends_on)
    text = f"{approval.body} n’acceptera plus les tickets déclic après le {last}."
    _tell(approval, f"approval:{approval.pk}:ends:{approval.ends_on.isoformat()}", text, by)


def _tell(approval: BodyApproval, event: str, text: str, by: Member | None) -> None:
    body = approval.body
    positions = Position.objects.live().filter(epm=body.epm_id)
    notify(
        members=Member.objects.filter(is_active=True, pk__in=positions.values("member")),
        exclude=by,
        key=f"ticket-body:{body.pk}:{event}",
        text=text,
        url=body.get_absolute_url(),
        kind=TICKET_NEWS,
        fact=fact_about("approval", approval.pk),
    )
