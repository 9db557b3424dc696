"""What a new version would change: skills added, removed, reworded, taken up otherwise; for how many people."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.framework_files import SkillRow
from b2i.frameworks.models.framework import Framework, Skill
from b2i.outcomes.adoption.version_file import FrameworkVersion
from b2i.outcomes.enums import SkillChange
from b2i.people.anonymity import masked_count
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.accreditation import Accreditation


@dataclass(frozen=True, slots=True)
class SkillLink:
    """A skill of the new version that answers to one in use. `degree`: what the new one is to the one in use."""

    skill: SkillRow
    degree: MatchDegree


@dataclass(frozen=True, slots=True)
class ChangedSkill:
    """A skill of one of the two versions. `learners`: people with evidence of it, in words, or none for a new skill."""

    code: str
    wording: str
    links: tuple[SkillLink, ...] = ()
    learners: str = ""


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """`learners`: people with a record on the version in use, in words. `centres`, `evaluators`: accredited for it."""

    groups: tuple[tuple[SkillChange, tuple[ChangedSkill, ...]], ...]
    learners: str
    former_skills: int
    centres: int
    evaluators: int


def changes_of(version: FrameworkVersion, *, former: Framework) -> VersionChanges:
    """Return what `version` changes to `former`. Four queries."""
    learner_counts = _learner_counts(former)
    groups: dict[SkillChange, list[ChangedSkill]] = {change: [] for change in SkillChange}
    reached = {code for links in version.links.values() for code in links}
    groups[SkillChange.ADDED] = [
        ChangedSkill(code, skill.wording) for code, skill in version.skills.items() if code not in reached
    ]
    sources = Counter(code for links in version.links.values() for code in links)
    for skill in Skill.objects.filter(domain__framework=former):
        links = tuple(SkillLink(version.skills[code], degree) for code, degree in version.links[skill.code].items())
        change = _change(skill, links, sources)
        learners = masked_count(learner_counts.get(skill.pk, 0))
        groups[change].append(ChangedSkill(skill.code, skill.wording, links, learners))
    accreditations = Accreditation.objects.live_on(timezone.localdate()).filter(framework=former)
    return VersionChanges(
        groups=tuple((change, tuple(skills)) for change, skills in groups.items() if skills),
        former_skills=len(version.links),
        learners=masked_count(_records_in_use(former).count()),
        **accreditations.aggregate(centres=Count("epm", distinct=True), evaluators=Count("member", distinct=True)),
    )


def _change(skill: Skill, links: tuple[SkillLink, ...], sources: Counter[str]) -> SkillChange:
    if not links:
        return SkillChange.REMOVED
    only = links[0]
    if len(links) > 1 or only.degree != MatchDegree.EXACT or sources[only.skill.code] > 1:
        return SkillChange.MOVED
    return SkillChange.SAME if only.skill.wording == skill.wording else SkillChange.REWORDED


def _records_in_use(framework: Framework):
    return Record.objects.on_base().filter(framework=framework)


def _learner_counts(framework: Framework) -> dict[int, int]:
    """Return by skill how many records in use have evidence of it."""
    lines = Evidence.objects.practice().filter(record__in=_records_in_use(framework)).order_by()
    return dict(lines.values_list("skill").annotate(people=Count("record", distinct=True)))
