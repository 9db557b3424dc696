"""The skills that a learner works on next: those that bring her nearest to a threshold."""

from b2i.enums import SelfPosition
from b2i.frameworks.models.framework import Skill
from b2i.progress.record_sheet import DomainSheet, RecordSheet, SkillSheet

SHOWN = 4


def next_skills(sheet: RecordSheet, *, limit: int = SHOWN) -> list[Skill]:
    """Not practised yet, in the domain nearest to its threshold first; in it, what she does with help comes first."""
    domains = sorted(sheet.domains, key=_distance)
    return [
        each.skill for domain in domains for each in sorted(domain.skills, key=_readiness) if not each.is_practised
    ][:limit]


def _distance(domain: DomainSheet) -> tuple[bool, int]:
    """A domain whose threshold is reached comes last."""
    return not domain.progress.missing, domain.progress.missing


def _readiness(sheet: SkillSheet) -> int:
    return 0 if sheet.level == SelfPosition.HELPED else 1
