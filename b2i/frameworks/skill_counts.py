"""Counts that other apps put beside each skill on the page of its framework: « 3 fiches », « 1 atelier à venir ».

They list them in their module `declarations.skill_sections`, under `COUNTS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from b2i.frameworks.models.framework import Framework
from jobs.declared import declared
from reseau.texts.wording import counted


@dataclass(frozen=True, slots=True)
class SkillCount:
    """`count`: the reader and a framework → primary key of a skill → number, in one query whatever the skills."""

    singular: str
    plural: str
    count: Callable[[object, Framework], Mapping[int, int]]

    def words(self, number: int) -> str:
        return counted(number, self.singular, self.plural)


def counts_by_skill(user, framework: Framework) -> dict[int, list[str]]:
    """Return « 3 fiches », « 1 atelier à venir » by key of skill. One query for each count."""
    labels: dict[int, list[str]] = {}
    for skill_count in declared("skill_sections", "COUNTS"):
        for skill, number in skill_count.count(user, framework).items():
            labels.setdefault(skill, []).append(skill_count.words(number))
    return labels
