"""One record read in another framework: each skill there, with the evidence that reaches it through a crosswalk.

It is our analysis of what was seen; nothing is practised, and nothing validated, in the other framework.
"""

from collections import defaultdict
from dataclasses import dataclass

from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Domain, Skill
from b2i.progress.record_sheet import RecordSheet, SkillSheet


@dataclass(frozen=True, slots=True)
class Counterpart:
    """`answered_by`: the skills of the record that say something of this one, the nearest first."""

    skill: Skill
    answered_by: tuple[SkillSheet, ...]

    @property
    def shown_by(self) -> tuple[SkillSheet, ...]:
        """Those of them that have evidence."""
        return tuple(sheet for sheet in self.answered_by if sheet.is_practised)


@dataclass(frozen=True, slots=True)
class CounterpartDomain:
    domain: Domain
    skills: tuple[Counterpart, ...]

    @property
    def shown(self) -> int:
        return sum(bool(counterpart.shown_by) for counterpart in self.skills)


def counterpart_domains(sheet: RecordSheet, crosswalk: Crosswalk) -> tuple[CounterpartDomain, ...]:
    """The domains of the target of `crosswalk` with all their skills, in two queries."""
    sheets = {each.skill.pk: each for domain in sheet.domains for each in domain.skills}
    answers = defaultdict(list)
    links = crosswalk.links.order_by("counterpart", "order", "skill__order", "skill")
    for skill, counterpart in links.values_list("skill_id", "counterpart_id"):
        answers[counterpart].append(sheets[skill])
    by_domain = defaultdict(list)
    for skill in Skill.objects.filter(domain__framework=crosswalk.target_id).select_related("domain"):
        by_domain[skill.domain].append(Counterpart(skill, tuple(answers[skill.pk])))
    return tuple(CounterpartDomain(domain, tuple(skills)) for domain, skills in by_domain.items())
