"""Group sessions and the ticks of their grid. A tick is a line of evidence in the record of a learner."""

import datetime
import uuid
from collections.abc import Collection
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.enums import EvidenceKind
from b2i.records.grids.grid import CellKey
from b2i.records.grids.models import GroupSession
from b2i.records.models import Evidence, Record, Retraction
from b2i.records.services import retract_evidence
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.offline_entries import EntryOutcome, answer_each, read_key, read_moment


@transaction.atomic
def open_group_session(
    *,
    epm: EPM,
    date: datetime.date,
    title: str,
    skills: Collection[Skill],
    learners: Collection[Learner],
    led_by: Member,
    sentence: str = "",
) -> GroupSession:
    """Create a session with its learners and skills, nothing ticked yet. Raises ValidationError without title."""
    session = GroupSession(epm=epm, date=date, title=title, sentence=sentence, led_by=led_by)
    session.full_clean()
    session.save()
    session.skills.set(skills)
    session.learners.set(learners)
    return session


@transaction.atomic
def change_group_session(
    *, session: GroupSession, title: str, sentence: str, skills: Collection[Skill], learners: Collection[Learner]
) -> None:
    """Update a session. Learners and skills that have a tick stay; lines already written keep their text."""
    session.title, session.sentence = title, sentence
    session.full_clean()
    session.save()
    ticks = session.evidence.standing()
    ticked_skills, ticked_learners = ticks.values_list("skill"), ticks.values_list("record__learner")
    session.skills.set({skill.pk for skill in skills} | {key for (key,) in ticked_skills})
    session.learners.set({learner.pk for learner in learners} | {key for (key,) in ticked_learners})


NOT_IN_THE_GRID = "Cette personne ou cette compétence n’est plus dans la grille."


class _TickWriter:
    """Writer of ticks for one session and one user; reads records, skills and ticks once."""

    def __init__(self, session: GroupSession, by: Member) -> None:
        followed_learners = session.learners.filter(pk__in=Learner.objects.visible_to(by).values("pk"))
        self.session, self.by = session, by
        records = Record.objects.on_base().filter(learner__in=followed_learners)
        self.records = {record.learner_id: record for record in records}
        self.skills = {skill.pk: skill for skill in Skill.objects.filter(pk__in=session.skills.values("pk"))}
        self.lines = {(line.record_id, line.skill_id): line for line in session.evidence.standing()}

    def set(
        self, cell: CellKey, is_ticked: bool, *, at: datetime.datetime, key: uuid.UUID | None = None
    ) -> EntryOutcome:
        """Tick or untick a cell.

        Raises ValidationError if the cell is not in the grid or the line cannot be retracted.
        """
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
            kind=EvidenceKind.WORKED_ON,
            text=self.session.evidence_text[: Evidence._meta.get_field("text").max_length],
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
def save_page_ticks(
    *, session: GroupSession, ticked_cells: Collection[CellKey], initial_cells: Collection[CellKey], by: Member
) -> dict[CellKey, str]:
    """Save a page sent without script; return the reason of refusal by cell.

    Only cells that differ from `initial_cells`, ticked when the page was shown, change: ticks of a colleague stay.
    """
    grid, refusals, now = _locked(session, by), {}, timezone.now()
    changes = [(cell, True) for cell in ticked_cells if cell not in initial_cells]
    changes += [(cell, False) for cell in initial_cells if cell not in ticked_cells]
    for cell, is_ticked in changes:
        try:
            grid.set(cell, is_ticked, at=now)
        except ValidationError as refusal:
            refusals[cell] = refusal.message
    return refusals


@transaction.atomic
def save_offline_ticks(
    *, session: GroupSession, entries: list, by: Member, now: datetime.datetime | None = None
) -> list[dict]:
    """Save the entries that a page kept offline; return the answer to each (`reseau.web.offline_entries`)."""
    now = now or timezone.now()
    grid = _locked(session, by)
    saved_keys = _saved_keys(entries)

    def write(entry: dict) -> EntryOutcome:
        cell, key, at = CellKey.parse(entry["about"]), read_key(entry), read_moment(entry, now=now)
        if key in saved_keys:
            return EntryOutcome.ALREADY
        return grid.set(cell, entry.get("present") is True, at=at, key=key)

    return answer_each(entries, write=write)


def _locked(session: GroupSession, by: Member) -> _TickWriter:
    """Lock the session, so that two tablets write one after the other."""
    GroupSession.objects.select_for_update().get(pk=session.pk)
    return _TickWriter(session, by)


def _saved_keys(entries: list) -> set[uuid.UUID]:
    """Return the keys of entries that were already saved."""
    keys = set()
    for entry in entries:
        with suppress(ValidationError):
            keys.add(read_key(entry if isinstance(entry, dict) else {}))
    ticked_keys = Evidence.objects.filter(key__in=keys).values_list("key", flat=True)
    return set(ticked_keys) | set(Retraction.objects.filter(key__in=keys).values_list("key", flat=True))
