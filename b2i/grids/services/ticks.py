"""Ticks of the grid of a workshop: each is a line of evidence in the record of a learner, taken back as any other."""

import datetime
import uuid
from collections.abc import Collection
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from b2i.enums import EvidenceKind
from b2i.frameworks.models.framework import Skill
from b2i.grids.grid_cell import Cell
from b2i.grids.models import GroupSession
from b2i.learners.models.learner import Learner
from b2i.records.models.record import Evidence, Record, Retraction
from b2i.records.services.retractions import retract_evidence
from reseau.members.models.member import Member
from reseau.offline_entries.entries import EntryOutcome, answer_each, read_key, read_moment

NOT_IN_THE_GRID = "Cette personne ou cette compétence n’est plus dans la grille."


class _Grid:
    """What may be ticked by `by` in a session, and what is, read once for many ticks."""

    def __init__(self, session: GroupSession, by: Member) -> None:
        present = session.learners.filter(pk__in=Learner.objects.visible_to(by).values("pk"))
        self.session, self.by = session, by
        self.records = {record.learner_id: record for record in Record.objects.on_base().filter(learner__in=present)}
        self.skills = {skill.pk: skill for skill in Skill.objects.filter(pk__in=session.skills.values("pk"))}
        self.lines = {(line.record_id, line.skill_id): line for line in session.evidence.standing()}

    def set(self, cell: Cell, is_ticked: bool, *, at: datetime.datetime, key: uuid.UUID | None = None) -> EntryOutcome:
        """As the page says it is. Raises `ValidationError`."""
        record, skill = self.records.get(cell.learner), self.skills.get(cell.skill)
        if record is None or skill is None:
            raise ValidationError(NOT_IN_THE_GRID)
        line = self.lines.get((record.pk, skill.pk))
        if is_ticked == (line is not None):
            return EntryOutcome.ALREADY
        if line:
            retract_evidence(evidence=line, by=self.by, key=key, at=at)
            del self.lines[record.pk, skill.pk]
        else:
            self.lines[record.pk, skill.pk] = self._note(record, skill, at, key)
        return EntryOutcome.WRITTEN

    def _note(self, record: Record, skill: Skill, at: datetime.datetime, key: uuid.UUID | None) -> Evidence:
        line = Evidence(
            record=record,
            skill=skill,
            kind=EvidenceKind.OBSERVED,
            text=self.session.line[: Evidence._meta.get_field("text").max_length],
            observed_on=self.session.date,
            observed_by=self.by,
            epm_id=self.session.epm_id,
            group_session=self.session,
            key=key,
            created=at,
        )
        line.save()
        return line


@transaction.atomic
def save_ticks(
    *, session: GroupSession, ticked: Collection[Cell], noted: Collection[Cell], by: Member
) -> dict[Cell, str]:
    """Writes a whole page: what was ticked since `noted`, and what is ticked no more; returns why some were refused."""
    grid, refused, now = _locked(session, by), {}, timezone.now()
    changes = [(cell, True) for cell in ticked if cell not in noted]
    changes += [(cell, False) for cell in noted if cell not in ticked]
    for cell, is_ticked in changes:
        try:
            grid.set(cell, is_ticked, at=now)
        except ValidationError as refusal:
            refused[cell] = refusal.message
    return refused


@transaction.atomic
def write_ticks(*, session: GroupSession, sent: list, by: Member, now: datetime.datetime | None = None) -> list[dict]:
    """Writes what a page kept; answers what became of each entry, with the reason of a refusal."""
    now = now or timezone.now()
    grid = _locked(session, by)
    known = _known_keys(sent)

    def write(item: dict) -> EntryOutcome:
        cell, key, at = Cell.read(item["about"]), read_key(item), read_moment(item, now=now)
        if key in known:
            return EntryOutcome.ALREADY
        return grid.set(cell, item.get("present") is True, at=at, key=key)

    return answer_each(sent, write=write)


def _locked(session: GroupSession, by: Member) -> _Grid:
    """Two tablets on one grid write one after the other."""
    GroupSession.objects.select_for_update().get(pk=session.pk)
    return _Grid(session, by)


def _known_keys(sent: list) -> set[uuid.UUID]:
    keys = set()
    for item in sent:
        with suppress(ValidationError):
            keys.add(read_key(item if isinstance(item, dict) else {}))
    written = Evidence.objects.filter(key__in=keys).values_list("key", flat=True)
    return set(written) | set(Retraction.objects.filter(key__in=keys).values_list("key", flat=True))
