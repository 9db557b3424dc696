"""Note a breach, or what is better known of one."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from extranet.public.breaches.models import TIME_TO_TELL, Breach, BreachVersion
from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator
from reseau.web.queries.row_locks import lock_row

NOT_YET = "Ce moment n’est pas encore passé."
TOO_EARLY = "La CNIL ne peut pas être prévenue avant que la violation soit connue."
WHY_LATE = "La CNIL a été prévenue plus de 72\u00a0heures après\u00a0: dites pourquoi."
PEOPLE_TOO_EARLY = "Les personnes ne peuvent pas être prévenues avant que la violation soit connue."
OUT_OF_REACH = "La coordination seule tient ce journal."


@transaction.atomic
def note_breach(*, facts: Mapping[str, Any], by: Member, breach: Breach | None = None) -> BreachVersion:
    """Write a version of `breach`, or the first one of a new breach.

    `facts`: the fields of `BreachVersion` that people type. Raises ValidationError, beside the fields, if a moment is
    to come, if somebody was told before the breach was known, or if the authority was told late without a reason.
    """
    if not is_coordinator(by):
        raise ValidationError(OUT_OF_REACH)
    errors = _disorder(facts)
    if errors:
        raise ValidationError(errors)
    breach = lock_row(Breach.objects.all(), breach.pk) if breach else Breach.objects.create()
    return BreachVersion.objects.create(breach=breach, writer=by, **facts)


def _disorder(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong in the order of the moments: field → message."""
    known: datetime.datetime = facts["known"]
    told, people_told = facts.get("authority_told"), facts.get("people_told")
    errors = {}
    if known > timezone.now():
        errors["known"] = NOT_YET
    if told and told > timezone.now():
        errors["authority_told"] = NOT_YET
    elif told and told < known:
        errors["authority_told"] = TOO_EARLY
    elif told and told > known + TIME_TO_TELL and not facts.get("authority_reason"):
        errors["authority_reason"] = WHY_LATE
    if people_told and people_told > timezone.localdate():
        errors["people_told"] = NOT_YET
    elif people_told and people_told < timezone.localdate(known):
        errors["people_told"] = PEOPLE_TOO_EARLY
    return errors
