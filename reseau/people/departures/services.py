"""Close a position and pass on what it holds, all of it or nothing; undo it, if that was a mistake."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.people.departures.models import DAYS_TO_UNDO, Departure
from reseau.people.departures.responsibilities import heirs_of, held_by, responsibility_named
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.services import close_position, reopen_position
from reseau.web.queries.row_locks import lock_row

NO_SUCCESSOR = "Choisissez à qui cela passe."
GONE = "Ce départ ne peut plus être annulé\u00a0: il l’a déjà été, ou le poste a changé depuis."
TOO_LATE = f"Un départ s’annule dans les {DAYS_TO_UNDO}\u00a0jours\u00a0: passé ce délai, donnez un nouveau poste."
OVER = "Ce poste devait s’arrêter de toute façon, et sa fin est passée\u00a0: donnez un nouveau poste."


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

    `heirs`: name of a responsibility → who takes it over. `successor`, `territory_takes_over`: the next person of
    reference.

    Raises `ValidationError` if something would be left without anybody, or as `close_position` does.
    """
    heirs, lines, handed_over = heirs or {}, [], []
    Member.objects.select_for_update().get(pk=position.member_id)
    allowed = set(heirs_of(position).values_list("pk", flat=True))
    for held in held_by(position):
        heir = heirs.get(held.name)
        if held.is_chosen and (heir is None or heir.pk not in allowed):
            raise ValidationError(f"{held.responsibility.label}\u00a0: {NO_SUCCESSOR}")
        if not held.stays:
            held.responsibility.pass_on(held.objects, position=position, successor=heir, by=by)
        to = str(heir) if held.is_chosen else held.destination
        lines.append({"label": held.responsibility.label, "count": held.count, "to": to})
        if not held.stays:
            keys = [each.pk for each in held.objects]
            handed_over.append({"name": held.name, "keys": keys, "heir": heir.pk if heir else None})
    departure = Departure(member_id=position.member_id, position=str(position), epm_id=position.epm_id, closed_by=by)
    departure.closed_position, departure.previous_end = position, position.end
    departure.lines, departure.handed_over = lines, handed_over
    departure.save()
    close_position(position=position, by=by, successor=successor, territory_takes_over=territory_takes_over)
    departure.refresh_from_db()
    return departure


@transaction.atomic
def undo_departure(*, departure: Departure, by: Member) -> Departure:
    """Open the position again and bring back what it held, but what changed hands since: `lines` says how many.

    Raises `ValidationError` if it was undone already, if it is too old, or if the position may not be open again.
    """
    Member.objects.select_for_update().get(pk=departure.member_id)
    departure = lock_row(Departure.objects.select_related("closed_position", "member"), departure.pk)
    position = departure.closed_position
    if departure.undone_at or position is None:
        raise ValidationError(GONE)
    if timezone.localdate() > departure.last_day_to_undo:
        raise ValidationError(TOO_LATE)
    if position.end != timezone.localdate(departure.at) - datetime.timedelta(days=1):
        raise ValidationError(GONE)
    if departure.previous_end and departure.previous_end < timezone.localdate():
        raise ValidationError(OVER)
    reopen_position(position=position, end=departure.previous_end, by=by)
    lines = {line["label"]: line for line in departure.lines}
    for passed in departure.handed_over or ():
        if responsibility := responsibility_named(passed["name"]):
            heir = Member.objects.filter(pk=passed["heir"]).first()
            back = responsibility.take_back(passed["keys"], position=position, heir=heir, by=by)
            if responsibility.label in lines and not responsibility.destination:
                lines[responsibility.label]["back"] = back
    departure.undone_at, departure.undone_by = timezone.now(), by
    departure.save(update_fields=["undone_at", "undone_by", "lines"])
    return departure
