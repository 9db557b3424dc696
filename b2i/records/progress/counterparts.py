"""A record read in another framework: the evidence that reaches each skill through a crosswalk.

This is our analysis of the evidence. Nothing is practised or validated in the other framework.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.models.crosswalk import Crosswalk, CrosswalkLink
from b2i.frameworks.models.framework import Domain, Skill
from b2i.records.progress.record_sheet import RecordSheet, SkillSheet
from reseau.web.queries.compiled_query import CompiledQuery


@dataclass(frozen=True, slots=True)
class MatchingSkill:
    """A skill of the record. `degree`: what it is to the skill of the other framework; None if nobody said."""

    sheet: SkillSheet
    degree: MatchDegree | None


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A skill of the other framework. `answered_by`: matching skills of the record, the nearest first."""

    skill: Skill
    answered_by: tuple[MatchingSkill, ...]

    @property
    def shown_by(self) -> tuple[MatchingSkill, ...]:
        """Matching skills that have evidence."""
        return tuple(matching for matching in self.answered_by if matching.sheet.is_practised)


@dataclass(frozen=True, slots=True)
class CounterpartDomain:
    """A domain of the other framework, with all its skills."""

    domain: Domain
    skills: tuple[Counterpart, ...]

    @property
    def shown(self) -> int:
        """Number of skills reached by evidence."""
        return sum(bool(counterpart.shown_by) for counterpart in self.skills)


def links_of(crosswalk: Crosswalk) -> QuerySet:
    """Return keys of a skill and of its counterpart, and the degree."""
    links = CrosswalkLink.objects.filter(crosswalk=crosswalk)
    nearest_first = links.order_by("order", "skill__order", "skill__domain__order")
    return nearest_first.values_list("skill_id", "counterpart_id", "degree")


SKILLS = CompiledQuery(Skill.objects.of)


def counterpart_domains(sheet: RecordSheet, crosswalk: Crosswalk) -> tuple[CounterpartDomain, ...]:
    """Return the domains of the target of `crosswalk`, with all their skills. Two queries."""
    sheets = {skill_sheet.skill.pk: skill_sheet for domain in sheet.domains for skill_sheet in domain.skills}
    matching_sheets = defaultdict(list)
    for skill, counterpart, degree in links_of(crosswalk):
        degree_from_there = MatchDegree(degree).inverse if degree else None
        matching_sheets[counterpart].append(MatchingSkill(sheets[skill], degree_from_there))
    by_domain = defaultdict(list)
    for skill in SKILLS.rows(framework=crosswalk.target_id):
        by_domain[skill.domain].append(Counterpart(skill, tuple(matching_sheets[skill.pk])))
    return tuple(CounterpartDomain(domain, tuple(skills)) for domain, skills in by_domain.items())
