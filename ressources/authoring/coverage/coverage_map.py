"""The map: domains, skills and levels, with a cell where they cross, and the gaps that matter first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from b2i.frameworks.models.framework import Domain, Framework, Skill
from b2i.frameworks.skill_facets import facet_value
from reseau.people.members.models.member import Member
from ressources.authoring.coverage.queries import (
    possible_writers,
    requests_by_skill_and_level,
    sheets_by_skill_and_level,
)
from ressources.authoring.sheet_requests.map_cell import MapCell
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.sheets.enums import Level

# Beginners come first; a network can live without a sheet for people who manage by themselves.
URGENT = (Level.FIRST_STEPS, Level.BEGINNER)
SHOWN_GAPS = 6


@dataclass(frozen=True, slots=True)
class Cell(MapCell):
    """Where a skill and a level cross. `count`: sheets; `offline`: those of them that need no connection.

    `request`: the most wanted open request for a sheet there.
    """

    count: int
    offline: int
    request: SheetRequest | None = None

    @property
    def url(self) -> str:
        """Return the address of the sheets counted, or of the requests for the one that is missing."""
        if not self.count:
            return self.requests_url
        query = {"kind": "sheet", "skill": facet_value(self.skill), "level": self.level.value}
        return reverse("search:results", query=query)


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill without a sheet at the levels of `cells`; `writers`: members who run workshops on it."""

    skill: Skill
    cells: Sequence[Cell]
    writers: Sequence[Member]


@dataclass(slots=True)
class CoverageMap:
    """`lines`: domain → its skills, each with a cell a level."""

    lines: Mapping[Domain, Sequence[tuple[Skill, Sequence[Cell]]]]
    gaps: Sequence[Gap] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        return [cell for skills in self.lines.values() for _, cells in skills for cell in cells]

    @property
    def empty_count(self) -> int:
        return sum(not cell.count for cell in self.cells)

    @classmethod
    def of_library(cls, reader: Member) -> "CoverageMap":
        """Return the map of the sheets that `reader` may open, in the framework of the records; empty without one."""
        framework = Framework.objects.with_contents().filter(is_record_base=True).first()
        if framework is None:
            return cls({})
        counts, requested = sheets_by_skill_and_level(reader), requests_by_skill_and_level(reader)

        def cell(skill: Skill, level: Level) -> Cell:
            key = skill.pk, level.value
            return Cell(skill, level, *counts.get(key, (0, 0)), requested.get(key))

        lines = {
            domain: [(skill, [cell(skill, level) for level in Level]) for skill in skills_of(domain, framework)]
            for domain in framework.domains.all()
        }
        coverage = cls(lines)
        coverage.gaps = coverage.first_gaps(reader)
        return coverage

    def first_gaps(self, reader: Member) -> list[Gap]:
        """Return the skills without a sheet for beginners, those with the fewest sheets first."""
        missing = []
        for skills in self.lines.values():
            for skill, cells in skills:
                empty = [cell for cell in cells if cell.level in URGENT and not cell.count]
                if empty:
                    missing.append((sum(cell.count for cell in cells), skill, empty))
        missing.sort(key=lambda gap: (gap[0], gap[1].code))
        shown = missing[:SHOWN_GAPS]
        writers = possible_writers(reader, [skill.pk for _, skill, _ in shown]) if shown else {}
        return [Gap(skill, cells, writers[skill.pk]) for _, skill, cells in shown]


def skills_of(domain: Domain, framework: Framework) -> list[Skill]:
    """Return the skills of a domain read with its framework; each knows both, so that nothing is read again."""
    domain.framework = framework
    skills = list(domain.skills.all())
    for skill in skills:
        skill.domain = domain
    return skills
