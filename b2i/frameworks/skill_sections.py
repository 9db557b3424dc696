"""Registry of sections and counts that other apps add to the public page of a skill.

An app registers both in its module `declarations.skill_sections`, which is discovered at startup:

    @register
    def sheets_on_skill(request, skill):
        sheets = Sheet.objects.latest_published(request.user).filter(skills=skill)
        return ("ressources/library/_skill_sheets.html", {"sheets": sheets}) if sheets else None

    @register_count("fiche", "fiches")
    def sheets_by_skill(user, framework):
        …  # {primary key of a skill: number}, in one query whatever the number of skills
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from b2i.frameworks.models.framework import Framework
from reseau.places.sections import PageSections
from reseau.texts.wording import counted

Counter = Callable[[object, Framework], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Count:
    """A count by skill, with its word in French."""

    singular: str
    plural: str
    count: Counter

    def words(self, number: int) -> str:
        return counted(number, self.singular, self.plural)


SKILL_SECTIONS = PageSections()
_counts: list[Count] = []

register, sections_of = SKILL_SECTIONS.register, SKILL_SECTIONS.render


def register_count(singular: str, plural: str) -> Callable[[Counter], Counter]:
    """Decorator: add a count beside each skill on the page of its framework."""

    def add(counter: Counter) -> Counter:
        count = Count(singular, plural, counter)
        if count not in _counts:
            _counts.append(count)
        return counter

    return add


def counts_by_skill(user, framework: Framework) -> dict[int, list[str]]:
    """Return « 3 fiches », « 1 atelier à venir » by key of skill. One query for each registered count."""
    labels: dict[int, list[str]] = {}
    for skill_count in _counts:
        for skill, number in skill_count.count(user, framework).items():
            labels.setdefault(skill, []).append(skill_count.words(number))
    return labels
