"""One record as its pages show it: each domain, each skill with its status, what was said and what was seen."""

from collections import defaultdict
from dataclasses import dataclass

from b2i.enums import SelfPosition, SkillStatus
from b2i.models import Evidence, Record, Skill
from b2i.progress import DomainProgress, RecordProgress, count_domain


@dataclass(frozen=True, slots=True)
class SkillSheet:
    """`level` is the last thing that the learner said of the skill, if she said something."""

    skill: Skill
    level: SelfPosition | None
    evidence: tuple[Evidence, ...]

    @property
    def status(self) -> SkillStatus:
        if self.evidence:
            return SkillStatus.PRACTISED
        return SkillStatus.POSITIONED if self.level else SkillStatus.NOT_SEEN

    @property
    def is_practised(self) -> bool:
        return bool(self.evidence)


@dataclass(frozen=True, slots=True)
class DomainSheet:
    progress: DomainProgress
    skills: tuple[SkillSheet, ...]

    @property
    def domain(self):
        return self.progress.domain


@dataclass(frozen=True, slots=True)
class RecordSheet:
    record: Record
    domains: tuple[DomainSheet, ...]

    @property
    def progress(self) -> RecordProgress:
        return RecordProgress(tuple(domain.progress for domain in self.domains))


def read_record(record: Record) -> RecordSheet:
    """Everything that the page of a record shows, in three queries."""
    levels = record.positionings.last_levels()
    evidence = defaultdict(list)
    for line in record.evidence.select_related("observed_by", "epm"):
        evidence[line.skill_id].append(line)
    by_domain = defaultdict(list)
    for skill in Skill.objects.filter(domain__framework=record.framework_id).select_related("domain"):
        level = levels.get((record.pk, skill.pk))
        by_domain[skill.domain].append(
            SkillSheet(skill, SelfPosition(level) if level else None, tuple(evidence[skill.pk]))
        )
    return RecordSheet(record, tuple(_domain_sheet(domain, skills) for domain, skills in by_domain.items()))


def _domain_sheet(domain, skills: list[SkillSheet]) -> DomainSheet:
    practised = {sheet.skill.pk for sheet in skills if sheet.is_practised}
    positioned = {sheet.skill.pk for sheet in skills if sheet.level}
    progress = count_domain(domain, (sheet.skill.pk for sheet in skills), practised, positioned)
    return DomainSheet(progress, tuple(skills))
