"""What becomes of each skill of a framework in its new version, as a crosswalk says it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.models.crosswalk import Crosswalk, Match
from b2i.frameworks.models.framework import Skill
from b2i.records.progress.record_sheet import RecordSheet, SkillSheet


class Fate(models.TextChoices):
    """What becomes of a skill."""

    KEPT = "kept", "Gardée"
    SPLIT = "split", "Partagée en plusieurs"
    MERGED = "merged", "Réunie à d’autres"
    PARTLY = "partly", "Reprise en partie"
    NONE = "none", "Sans correspondance"


@dataclass(frozen=True, slots=True)
class SkillFate:
    """A skill of the former version. `matches`: what answers to it in the new one, the nearest first.

    `sheet`: the skill in one record, if the passage is read for a record.
    """

    skill: Skill
    fate: Fate
    matches: tuple[Match, ...]
    sheet: SkillSheet | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """From one version to the next: what becomes of each skill."""

    crosswalk: Crosswalk
    fates: tuple[SkillFate, ...]

    @property
    def changed(self) -> list[tuple[Fate, list[SkillFate]]]:
        """The skills of each fate but the kept ones, for the fates that occur."""
        groups = ((fate, [each for each in self.fates if each.fate == fate]) for fate in Fate if fate != Fate.KEPT)
        return [(fate, skills) for fate, skills in groups if skills]

    @property
    def kept(self) -> list[SkillFate]:
        """The skills that the new version has as they were."""
        return [each for each in self.fates if each.fate == Fate.KEPT]

    @property
    def new_skills(self) -> QuerySet[Skill]:
        """The skills of the new version to which nothing of the former one leads. One query."""
        targets = Skill.objects.filter(domain__framework=self.crosswalk.target_id).select_related("domain__framework")
        return targets.exclude(links_to_here__crosswalk=self.crosswalk)


def read_passage(crosswalk: Crosswalk, *, sheet: RecordSheet | None = None) -> Passage:
    """Return what becomes of each skill of the source of `crosswalk`, or of a record. Two queries, or one."""
    matches, sources = defaultdict(list), defaultdict(set)
    for link in crosswalk.links.select_related("skill", "counterpart__domain__framework").in_order():
        matches[link.skill_id].append(link.match_from(link.skill))
        sources[link.counterpart_id].add(link.skill_id)
    if sheet:
        skills = [(each.skill, each) for domain in sheet.domains for each in domain.skills]
    else:
        skills = [(skill, None) for skill in Skill.objects.filter(domain__framework=crosswalk.source_id)]
    fates = (
        SkillFate(skill, _fate(matches[skill.pk], sources), tuple(matches[skill.pk]), in_record)
        for skill, in_record in skills
    )
    return Passage(crosswalk, tuple(fates))


def _fate(matches: list[Match], sources: dict[int, set[int]]) -> Fate:
    if not matches:
        return Fate.NONE
    if len(matches) > 1:
        return Fate.SPLIT
    if len(sources[matches[0].skill.pk]) > 1:
        return Fate.MERGED
    return Fate.KEPT if matches[0].degree in (MatchDegree.EXACT, MatchDegree.BROADER) else Fate.PARTLY
