"""What other applications say of a skill on its public page, and how much of it, without this one knowing them.

An application writes both in its module `skill_sections`, which is found by itself:

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

from django.http import HttpRequest
from django.template.loader import render_to_string

from b2i.frameworks.models.framework import Framework, Skill

# Gives the template of a section and its context, or None when there is nothing to show to this person.
SectionMaker = Callable[[HttpRequest, Skill], tuple[str, dict] | None]
Counter = Callable[[object, Framework], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something there are for each skill, with its word."""

    singular: str
    plural: str
    count: Counter

    def words(self, number: int) -> str:
        return f"{number}\u00a0{self.plural if number > 1 else self.singular}"


_makers: list[SectionMaker] = []
_counts: list[Count] = []


def register(maker: SectionMaker) -> SectionMaker:
    """Decorator: adds a section to the page of a skill, below those registered before."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def register_count(singular: str, plural: str) -> Callable[[Counter], Counter]:
    """Decorator: adds a number beside each skill on the page of its framework."""

    def add(counter: Counter) -> Counter:
        count = Count(singular, plural, counter)
        if count not in _counts:
            _counts.append(count)
        return counter

    return add


def sections_of(request: HttpRequest, skill: Skill) -> list[str]:
    """HTML of the sections, in the order in which they were registered."""
    made = [maker(request, skill) for maker in _makers]
    return [render_to_string(template, context, request) for template, context in filter(None, made)]


def counts_by_skill(user, framework: Framework) -> dict[int, list[str]]:
    """« 3 fiches », « 1 atelier à venir » by the key of each skill that has some; one query for each kind."""
    words: dict[int, list[str]] = {}
    for each in _counts:
        for skill, number in each.count(user, framework).items():
            words.setdefault(skill, []).append(each.words(number))
    return words
