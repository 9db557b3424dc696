"""The grid of a group session: a row for each learner, a column for each skill, a cell to tick for both."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from b2i.frameworks.models.framework import Skill
from b2i.grids.models import GroupSession
from b2i.learners.models.learner import Learner
from b2i.records.models import Record
from reseau.offline_entries import NOT_UNDERSTOOD


@dataclass(frozen=True, slots=True)
class Cell:
    """Keys of a learner and of a skill: « 12-3 » on the page."""

    learner: int
    skill: int

    @classmethod
    def read(cls, sent: object) -> "Cell":
        """Raises `ValidationError`."""
        parts = str(sent).split("-")
        if len(parts) != 2 or not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts):
            raise ValidationError(NOT_UNDERSTOOD)
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.learner}-{self.skill}"


def read_cells(names: Iterable[str]) -> set[Cell]:
    """The cells among the names of the fields of a form."""
    cells = set()
    for name in names:
        with suppress(ValidationError):
            cells.add(Cell.read(name))
    return cells


@dataclass(frozen=True, slots=True)
class Box:
    """`labels`: the ids of the headings that name it."""

    name: str
    labels: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Row:
    learner: Learner
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class GroupGrid:
    session: GroupSession
    skills: tuple[Skill, ...]
    rows: tuple[Row, ...]

    @property
    def noted(self) -> str:
        """Names of the boxes that are ticked."""
        return " ".join(box.name for row in self.rows for box in row.boxes if box.is_ticked)


def read_grid(session: GroupSession, user) -> GroupGrid:
    """In three queries, whatever the number of people: those whom `user` still follows."""
    skills = tuple(session.skills.select_related("domain"))
    followed = session.learners.filter(pk__in=Learner.objects.visible_to(user).values("pk"))
    records = Record.objects.on_base().filter(learner__in=followed).select_related("learner__member")
    ticked = set(session.evidence.standing().values_list("record_id", "skill_id"))
    rows = tuple(
        Row(record.learner, tuple(_box(record, skill, (record.pk, skill.pk) in ticked) for skill in skills))
        for record in records.order_by("learner__member__search_name", "learner__pk")
    )
    return GroupGrid(session, skills, rows)


def _box(record: Record, skill: Skill, is_ticked: bool) -> Box:
    return Box(str(Cell(record.learner_id, skill.pk)), f"l{record.learner_id} s{skill.pk}", is_ticked)
