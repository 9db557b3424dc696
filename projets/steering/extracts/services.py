"""The public extract of a meeting whose minutes are approved."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from projets.steering.decisions.models import SteeringDecision
from projets.steering.enums import SteeringState
from projets.steering.extracts.models import PublicDecision, PublicItem
from projets.steering.extracts.names import name_in, names_around
from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.web.queries.row_locks import lock_row

NOT_APPROVED = "Un extrait se publie une fois le compte rendu approuvé."


@transaction.atomic
def publish_extract(*, meeting: SteeringMeeting, words: Mapping[int, str], decisions: Collection[int]) -> None:
    """Publish an extract, in place of the one before: key of an item → what the public reads, nothing for the others;
    keys of the decisions that it reads.

    Raises ValidationError before the minutes are approved, for the name of somebody of the meeting, and for a decision
    whose item is not public.
    """
    meeting = lock_row(SteeringMeeting.objects.all(), meeting.pk)
    if meeting.state != SteeringState.APPROVED:
        raise ValidationError(NOT_APPROVED)
    names, items = names_around(meeting), {item.pk: item for item in meeting.items.all()}
    public = {key: text.strip() for key, text in words.items() if key in items and text.strip()}
    rows = [PublicItem(item=items[key], words=text) for key, text in public.items()]
    for row in rows:
        row.full_clean(exclude=["item"], validate_unique=False)
        _refuse_names(f"{row.item.title}\n{row.words}", names, field=f"words_{row.item_id}")
    shown = SteeringDecision.objects.filter(item__meeting=meeting, pk__in=decisions)
    for decision in shown:
        if decision.item_id not in public:
            text = "Écrivez d’abord ce que le public lit de son point."
            raise ValidationError({f"decision_{decision.pk}": text})
        _refuse_names(decision.text, names, field=f"decision_{decision.pk}")
    PublicItem.objects.filter(item__meeting=meeting).delete()
    PublicDecision.objects.filter(decision__item__meeting=meeting).delete()
    # One by one, so that the index of the search follows each.
    for row in rows:
        row.save()
    for decision in shown:
        PublicDecision.objects.create(decision=decision)


def _refuse_names(text: str, names: set[str], *, field: str) -> None:
    if name := name_in(text, names):
        raise ValidationError({field: f"«\u00a0{name}\u00a0» est le nom d’une personne\u00a0: écrivez sa fonction."})
