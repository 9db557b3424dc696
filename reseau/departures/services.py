"""Close a position and pass on what it holds: all of it or nothing."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from reseau.departures.holdings import heirs_of, held_by
from reseau.departures.models import Departure
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.members.services import close_position

NO_SUCCESSOR = "Choisissez à qui cela passe."


@transaction.atomic
def leave(
    *,
    position: Position,
    by: Member,
    heirs: Mapping[str, Member] | None = None,
    successor: Position | None = None,
    territory_takes_over: bool = False,
) -> Departure:
    """Pass on what the position holds, close it, and note it in the journal of departures.

    `heirs`: name of a holding → who takes it over. `successor`, `territory_takes_over`: the next person of reference.

    Raises `ValidationError` if something would be left without anybody, or as `close_position` does.
    """
    heirs, lines = heirs or {}, []
    Member.objects.select_for_update().get(pk=position.member_id)
    allowed = set(heirs_of(position).values_list("pk", flat=True))
    for held in held_by(position):
        heir = heirs.get(held.name)
        if held.is_chosen and (heir is None or heir.pk not in allowed):
            raise ValidationError(f"{held.holding.label}\u00a0: {NO_SUCCESSOR}")
        if not held.stays:
            held.holding.pass_on(held.objects, position=position, successor=heir, by=by)
        to = str(heir) if held.is_chosen else held.destination
        lines.append({"label": held.holding.label, "count": held.count, "to": to})
    departure = Departure.objects.create(
        member_id=position.member_id, position=str(position), epm_id=position.epm_id, lines=lines, closed_by=by
    )
    close_position(position=position, by=by, successor=successor, territory_takes_over=territory_takes_over)
    return departure
