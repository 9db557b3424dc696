"""What goes into a record: what was seen of a skill, what the learner says of herself."""

import datetime
import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from b2i.enums import EvidenceKind, SelfPosition
from b2i.frameworks.models.framework import Skill
from b2i.records.models.record import Evidence, Positioning, Record
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM

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
        epm=epm or record.learner.place_shared_with(observed_by),
        observed_on=observed_on or timezone.localdate(),
        created=noted_at or timezone.now(),
    )
    evidence.clean_fields(exclude={"record", "skill", "observed_by", "epm"})
    evidence.save()
    return evidence


@transaction.atomic
def position(
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
