"""The grid of a group session: a row for each learner, a column for each skill, a cell to tick for each pair.

A page shows few skills at once, in words; a session of many skills has several parts.
"""

import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.grids.models import GroupSession
from b2i.records.models import Evidence, Record
from reseau.people.members.models.member import Member
from reseau.web.offline_entries import NOT_UNDERSTOOD
from reseau.web.queries.compiled_query import CompiledQuery

# Skills that a page shows side by side, fewer if many people are there: beyond, nobody reads a table.
MOST_SKILLS = 6
MOST_CELLS = 150


@dataclass(frozen=True, slots=True)
class CellKey:
    """Primary keys of a learner and of a skill: « 12-3 » in a form."""

    learner: int
    skill: int

    @classmethod
    def parse(cls, text: object) -> "CellKey":
        """Return the key written as « 12-3 ». Raises ValidationError if it is malformed."""
        parts = str(text).split("-")
        if len(parts) != 2 or not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts):
            raise ValidationError(NOT_UNDERSTOOD)
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.learner}-{self.skill}"


def parse_cell_keys(names: Iterable[str]) -> set[CellKey]:
    """Return the keys found among the field names of a form; other names are ignored."""
    cells = set()
    for name in names:
        with suppress(ValidationError):
            cells.add(CellKey.parse(name))
    return cells


def learners_of_cells(session: GroupSession, cells: Iterable[CellKey], user) -> QuerySet[Learner]:
    """Return the learners of the session in `cells` whom `user` still follows."""
    keys = {cell.learner for cell in cells}
    return session.learners.filter(pk__in=Learner.objects.visible_to(user).filter(pk__in=keys).values("pk"))


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the page. `labels`: ids of the headings that name it."""

    name: str
    labels: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """A learner and their cells."""

    learner: Learner
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GroupGrid:
    """A part of the grid, from 1 to `last_part`; `skills` and `rows` are those that it shows."""

    session: GroupSession
    skills: tuple[Skill, ...]
    rows: tuple[GridRow, ...]
    part: int = 1
    last_part: int = 1

    @property
    def parts(self) -> range:
        return range(1, self.last_part + 1)

    @property
    def noted(self) -> str:
        """Names of the ticked cells, separated by spaces."""
        return " ".join(cell.name for row in self.rows for cell in row.cells if cell.is_ticked)


def followed_records(reader: Member, session: GroupSession) -> QuerySet[Record]:
    """Return the records of the learners of the session whom `reader` still follows, with names and keeping EPM."""
    learners = Learner.objects.filter(group_sessions=session, pk__in=Learner.objects.visible_to(reader).values("pk"))
    records = Record.objects.on_base().filter(learner__in=learners).select_related("learner__member")
    rows = records.only("learner__epm", "learner__member__first_name", "learner__member__last_name")
    return rows.order_by("learner__member__search_name", "learner__pk")


def skills_of(session: GroupSession) -> QuerySet[Skill]:
    links = GroupSession.skills.through.objects.filter(groupsession=session)
    return Skill.objects.filter(pk__in=links.values("skill")).select_related("domain")


def ticks_in(session: GroupSession) -> QuerySet:
    return Evidence.objects.filter(group_session=session).standing().values_list("record_id", "skill_id")


RECORDS = CompiledQuery(followed_records)
SKILLS = CompiledQuery(skills_of)


def build_grid(session: GroupSession, user, *, part: int = 1) -> GroupGrid:
    """Return a part of the grid with the learners whom `user` still follows; the last one if there are fewer parts.

    Three queries.
    """
    all_skills = tuple(SKILLS.rows(session=session))
    records = RECORDS.rows(reader=user, session=session)
    size = max(1, min(MOST_SKILLS, MOST_CELLS // max(1, len(records))))
    last_part = max(1, math.ceil(len(all_skills) / size))
    part = min(part, last_part)
    skills = all_skills[(part - 1) * size : part * size]
    ticked_pairs = set(ticks_in(session))
    rows = tuple(
        GridRow(
            record.learner, tuple(_grid_cell(record, skill, (record.pk, skill.pk) in ticked_pairs) for skill in skills)
        )
        for record in records
    )
    return GroupGrid(session, skills, rows, part, last_part)


def _grid_cell(record: Record, skill: Skill, is_ticked: bool) -> GridCell:
    return GridCell(str(CellKey(record.learner_id, skill.pk)), f"l{record.learner_id} s{skill.pk}", is_ticked)
