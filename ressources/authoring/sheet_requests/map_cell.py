"""A cell of the coverage map: the sheet that is missing where a skill and a level cross."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.urls import reverse

from b2i.frameworks.models.framework import Skill
from ressources.sheets.enums import Level
from ressources.sheets.models.sheet import Sheet

SKILL, LEVEL = "competence", "niveau"
LONGEST_SUBJECT = 100
LONGEST_KEY = 9


@dataclass(frozen=True, slots=True)
class MapCell:
    skill: Skill
    level: Level

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> Self | None:
        """Return the cell named in an address; None if it names none, or one that does not exist."""
        key, level = query.get(SKILL, ""), query.get(LEVEL, "")
        if not (key.isdecimal() and len(key) <= LONGEST_KEY and level in Level.values):
            return None
        skill = Skill.objects.select_related("domain__framework").filter(pk=key).first()
        return skill and cls(skill, Level(level))

    @property
    def subject(self) -> str:
        """Words for the request of its sheet."""
        return f"{self.skill.title[:LONGEST_SUBJECT]}, {self.level.label.lower()}"

    @property
    def requests_url(self) -> str:
        """Return the address where its sheet is requested, with the requests that there are."""
        return reverse("ressources:sheet_requests", query={SKILL: self.skill.pk, LEVEL: self.level.value})


def filled_cells(sheet: Sheet) -> list[MapCell]:
    """Return the cells of the coverage map that a sheet fills; none for one without a level."""
    level = getattr(sheet.specific, "level", "")
    return [MapCell(skill, Level(level)) for skill in sheet.skills.all()] if level else []
