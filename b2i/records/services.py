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
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM

# Spaces, except those that French sets before a colon.
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
    """Add a line of evidence, which makes the skill practised.

    By default the EPM is the one where `observed_by` meets the learner. Raises ValidationError if the skill is of
    another framework or the text is empty or too long.
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
    *, record: Record, levels: Mapping[Skill, SelfPosition], created_at: datetime.datetime | None = None
) -> list[Positioning]:
    """Add the given levels; a level equal to the latest one adds nothing.

    Raises ValidationError if a skill is of another framework.
    """
    _check_framework(record, levels)
    latest_levels = record.positionings.filter(skill__in=list(levels)).last_levels()
    return Positioning.objects.bulk_create(
        Positioning(record=record, skill=skill, level=level, created=created_at or timezone.now())
        for skill, level in levels.items()
        if latest_levels.get((record.pk, skill.pk)) != level
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
    """Retract a line on the day it was noted; a second call returns the first retraction.

    Raises ValidationError on another day, or if the skill was proposed since.
    """
    # Locked, so that nobody proposes the skill on this line meanwhile.
    record = Record.objects.select_for_update().get(pk=evidence.record_id)
    if earlier_retraction := Retraction.objects.filter(evidence=evidence).first():
        return earlier_retraction
    at = at or timezone.now()
    if timezone.localdate(evidence.created) != timezone.localdate(at):
        raise ValidationError(TOO_LATE)
    standing_proposals = record.proposals.standing().filter(skill=evidence.skill_id)
    if standing_proposals.filter(Q(created__gte=evidence.created) | Q(evidence=evidence)).exists():
        raise ValidationError(PROPOSED)
    retraction = Retraction(evidence=evidence, retracted_by=by, key=key, created=at)
    retraction.save()
    return retraction
