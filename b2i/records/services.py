"""Writing in a record: evidence, what the learner says of a skill, retraction of a line noted by mistake."""

import datetime
import re
import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.records.enums import EvidenceKind, SelfPosition
from b2i.records.models import Evidence, Positioning, Record, Retraction
from reseau.models.epm import EPM
from reseau.models.member import Member

# Any but those that French sets before a colon.
SPACES = re.compile(r"[^\S\u00a0\u202f]+")


@transaction.atomic
def add_evidence(
    *,
    record: Record,
    skill: Skill,
    text: str,
    observed_by: Member,
    kind: EvidenceKind = EvidenceKind.OBSERVED,
    epm: EPM | None = None,
    observed_on: datetime.date | None = None,
    noted_at: datetime.datetime | None = None,
) -> Evidence:
    """Notes a skill as practised, with one line that says what was done, by default in the EPM where both of them come.

    Raises `ValidationError` for a skill of another framework or an empty line.
    """
    _check_framework(record, [skill])
    evidence = Evidence(
        record=record,
        skill=skill,
        kind=kind,
        text=SPACES.sub(" ", text).strip(),
        observed_by=observed_by,
        epm=epm or record.learner.shared_epm(observed_by),
        observed_on=observed_on or timezone.localdate(),
        created=noted_at or timezone.now(),
    )
    evidence.clean_fields(exclude={"record", "skill", "observed_by", "epm"})
    evidence.save()
    return evidence


@transaction.atomic
def add_positionings(
    *, record: Record, levels: Mapping[Skill, SelfPosition], said_at: datetime.datetime | None = None
) -> list[Positioning]:
    """Adds what the learner says of some skills; a skill of which she says the same as before adds nothing."""
    _check_framework(record, levels)
    last = record.positionings.filter(skill__in=list(levels)).last_levels()
    return Positioning.objects.bulk_create(
        Positioning(record=record, skill=skill, level=level, created=said_at or timezone.now())
        for skill, level in levels.items()
        if last.get((record.pk, skill.pk)) != level
    )


def _check_framework(record: Record, skills) -> None:
    if any(skill.domain.framework_id != record.framework_id for skill in skills):
        raise ValidationError("Cette compétence n’est pas dans le référentiel du livret.")


TOO_LATE = "Une ligne se retire le jour où elle est notée. Ensuite elle reste dans le livret\u00a0: notez-en une autre."
PROPOSED = "Cette compétence est proposée à la validation\u00a0: ses preuves ne se retirent plus."


@transaction.atomic
def retract_evidence(
    *, evidence: Evidence, by: Member, key: uuid.UUID | None = None, at: datetime.datetime | None = None
) -> Retraction:
    """Says that a line was a mistake, the day it was noted, unless the skill was put forward since; once.

    Raises `ValidationError`.
    """
    # Held, so that nobody proposes the skill on it meanwhile.
    record = Record.objects.select_for_update().get(pk=evidence.record_id)
    if done := Retraction.objects.filter(evidence=evidence).first():
        return done
    at = at or timezone.now()
    if timezone.localdate(evidence.created) != timezone.localdate(at):
        raise ValidationError(TOO_LATE)
    put_forward = record.proposals.standing().filter(skill=evidence.skill_id)
    if put_forward.filter(Q(created__gte=evidence.created) | Q(evidence=evidence)).exists():
        raise ValidationError(PROPOSED)
    retraction = Retraction(evidence=evidence, retracted_by=by, key=key, created=at)
    retraction.save()
    return retraction
