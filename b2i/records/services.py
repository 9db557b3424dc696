"""Writing in a record: evidence, what the learner says of a skill, retraction of a line noted by mistake."""

import datetime
import re
import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.records.enums import EvidenceKind, HelpGiven, SelfPosition
from b2i.records.models import Evidence, Positioning, Record, Retraction
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

# Spaces, except those that French sets before a colon.
SPACES = re.compile(r"[^\S\u00a0\u202f]+")


# A line that nobody described.
WORKED_ON_TEXT = "Compétence travaillée avec la personne"
# Sentences that say no gesture, whatever comes behind the place.
EMPTY_GESTURE = re.compile(
    r"(a )?(bien )?(pratiqu|travaill|vu|fait|particip|suivi)\w*( (en|à l’|à l')? ?atelier)?\W*", re.I
)
SHORTEST_GESTURE = 3  # words
GESTURE_WANTED = (
    "Dites le geste vu, en trois mots au moins. Par exemple\u00a0: «\u00a0A joint une photo à un message\u00a0»."
)


@transaction.atomic
def add_evidence(
    *,
    record: Record,
    skill: Skill,
    observed_by: Member,
    text: str = WORKED_ON_TEXT,
    epm: EPM | None = None,
    observed_on: datetime.date | None = None,
    noted_at: datetime.datetime | None = None,
) -> Evidence:
    """Add a line that says that the skill was worked on: a note that changes no state and no count.

    By default the EPM is the one where `observed_by` meets the learner. Raises ValidationError if the skill is of
    another framework or the text is empty or too long.
    """
    line = Evidence(record=record, skill=skill, kind=EvidenceKind.WORKED_ON, text=text, observed_by=observed_by)
    return _save_line(line, epm=epm, observed_on=observed_on, noted_at=noted_at)


@transaction.atomic
def add_fact(
    *,
    record: Record,
    skill: Skill,
    situation: str,
    text: str,
    help_given: HelpGiven,
    observed_by: Member,
    colleague_note: str = "",
    kind: EvidenceKind = EvidenceKind.OBSERVED,
    epm: EPM | None = None,
    observed_on: datetime.date | None = None,
    noted_at: datetime.datetime | None = None,
) -> Evidence:
    """Add a fact: in which situation, which gesture, with or without help, seen by whom and when.

    Raises ValidationError like `add_evidence`, if the situation or the help is missing, if the text says no gesture, or
    if the day is to come.
    """
    if observed_on and observed_on > timezone.localdate(noted_at):
        raise ValidationError({"observed_on": "Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant."})
    fact = Evidence(
        record=record,
        skill=skill,
        kind=kind,
        text=check_gesture(text=text),
        is_fact=True,
        situation=SPACES.sub(" ", situation).strip(),
        help_given=help_given,
        colleague_note=" ".join(colleague_note.split()),
        observed_by=observed_by,
    )
    return _save_line(fact, epm=epm, observed_on=observed_on, noted_at=noted_at)


def check_gesture(*, text: str) -> str:
    """Return the text with single spaces. Raises ValidationError if it says no gesture."""
    gesture = SPACES.sub(" ", text).strip()
    if len(gesture.split()) < SHORTEST_GESTURE or EMPTY_GESTURE.fullmatch(gesture):
        raise ValidationError(GESTURE_WANTED)
    return gesture


def _save_line(
    line: Evidence,
    *,
    epm: EPM | None,
    observed_on: datetime.date | None,
    noted_at: datetime.datetime | None,
) -> Evidence:
    """Complete a line with its place and dates, check it and save it."""
    _check_framework(line.record, [line.skill])
    line.text = SPACES.sub(" ", line.text).strip()
    line.epm = epm or line.record.learner.shared_epm(line.observed_by)
    line.observed_on = observed_on or timezone.localdate(noted_at)
    line.created = noted_at or timezone.now()
    line.clean_fields(exclude={"record", "skill", "observed_by", "epm"})
    _save_checked(line)
    return line


def _save_checked(line: Evidence) -> None:
    """Save; the database checks what it writes. Asking about each constraint beforehand costs ten times the insert.

    Raises ValidationError with the message of the constraint that refuses.
    """
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError:
        line.validate_constraints()
        raise


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
    is_later = Q(created__gte=evidence.created) | Q(validation__created__gte=evidence.created)
    if standing_proposals.filter(is_later | Q(evidence=evidence) | Q(earlier_evidence=evidence)).exists():
        raise ValidationError(PROPOSED)
    retraction = Retraction(evidence=evidence, retracted_by=by, key=key, created=at)
    retraction.save()
    return retraction
