"""Contents of the page of a record: each domain and skill, with its status, evidence and decision."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from b2i.frameworks.models.can_do import CanDo
from b2i.frameworks.models.framework import Skill
from b2i.records.enums import SelfPosition, SkillStatus
from b2i.records.missing_facts import missing_facts, missing_facts_words
from b2i.records.models import Evidence, Positioning, Record
from b2i.records.progress.record_progress import DomainProgress, RecordProgress, count_domain
from b2i.records.self_positioning import CanDoAnswer, field_name
from b2i.records.validation.models.validation import Proposal, Validation
from reseau.web.queries.compiled_query import CompiledQuery

NEXT_SHOWN = 4


@dataclass(frozen=True, slots=True)
class PositioningQuestion:
    """What self-positioning asks at a time: a sentence « Je sais… », or a skill that has none. `level`: the answer."""

    asked: CanDo | Skill
    level: SelfPosition | None
    is_answered: bool

    @property
    def key(self) -> str:
        return field_name(self.asked)

    @property
    def text(self) -> str:
        return self.asked.text if isinstance(self.asked, CanDo) else self.asked.plain_wording or self.asked.wording


@dataclass(frozen=True, slots=True)
class SkillSheet:
    """A skill in a record. `level`: latest self-positioning; `proposal`: the standing proposal that counts.

    `can_dos`: its sentences in use, with `last_level`, the latest answer to each; empty unless asked for.
    """

    skill: Skill
    level: SelfPosition | None
    evidence: tuple[Evidence, ...]
    proposal: Proposal | None = None
    can_dos: tuple[CanDo, ...] = ()

    @property
    def questions(self) -> tuple[PositioningQuestion, ...]:
        """The questions of the skill. A skill answered as a whole, before it had sentences, is not asked again."""
        if not self.can_dos:
            return (PositioningQuestion(self.skill, self.level, bool(self.level)),)
        answered_as_whole = bool(self.level) and not self.is_detailed
        return tuple(
            PositioningQuestion(
                each,
                SelfPosition(each.last_level) if each.last_level else None,
                is_answered=answered_as_whole or bool(each.last_level),
            )
            for each in self.can_dos
        )

    @property
    def is_detailed(self) -> bool:
        """Whether the learner answered one of its sentences."""
        return any(each.last_level for each in self.can_dos)

    @property
    def level_words(self) -> str:
        """The self-positioning in words: « Sans aide : 2 sur 4 » if the answers to the sentences differ."""
        levels = [each.last_level for each in self.can_dos]
        if not self.is_detailed or len(set(levels)) == 1:
            return self.level.label if self.level else ""
        return f"Sans aide\u00a0: {levels.count(SelfPosition.ALONE)} sur {len(levels)}"

    @property
    def status(self) -> SkillStatus:
        if self.proposal:
            return self.decided_status
        if self.facts:
            return SkillStatus.PRACTISED
        return SkillStatus.POSITIONED if self.level else SkillStatus.NOT_SEEN

    @property
    def decided_status(self) -> SkillStatus:
        if self.decision is None:
            return SkillStatus.PROPOSED
        return SkillStatus.VALIDATED if self.decision.is_granted else SkillStatus.RETURNED

    @property
    def decision(self) -> Validation | None:
        return self.proposal.decision if self.proposal else None

    @property
    def facts(self) -> list[Evidence]:
        """Lines that say what was seen; the latest first."""
        return [line for line in self.evidence if line.is_fact]

    @property
    def worked_on(self) -> datetime.date | None:
        """Latest day on which the skill was worked on, as a tick of a grid says: a note that changes no state."""
        return max((line.observed_on for line in self.evidence if not line.is_fact), default=None)

    @property
    def is_practised(self) -> bool:
        """Whether a fact shows it, or a decision taken before facts were asked for."""
        return bool(self.facts) or self.is_validated

    @property
    def is_to_show(self) -> bool:
        """Whether the learner says that they manage all of it without help, and nobody has seen it yet."""
        levels = {each.last_level for each in self.can_dos} if self.is_detailed else {self.level}
        return levels == {SelfPosition.ALONE} and not self.is_practised and self.proposal is None

    @property
    def is_validated(self) -> bool:
        return self.status == SkillStatus.VALIDATED

    @property
    def may_be_proposed(self) -> bool:
        return not self.missing_facts and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether nothing waits for a decision and nothing is validated."""
        return self.status not in (SkillStatus.PROPOSED, SkillStatus.VALIDATED)

    @property
    def missing_facts(self) -> int:
        """Number of facts, each of another day, to note before a proposal."""
        return missing_facts(self.evidence)

    @property
    def missing_facts_words(self) -> str:
        """What a proposal still needs."""
        return missing_facts_words(self.missing_facts)


@dataclass(frozen=True, slots=True)
class DomainSheet:
    """A domain of a record, with its skills."""

    progress: DomainProgress
    skills: tuple[SkillSheet, ...]

    @property
    def domain(self):
        return self.progress.domain

    @property
    def questions(self) -> list[PositioningQuestion]:
        """The questions of the domain, in order."""
        return [question for sheet in self.skills for question in sheet.questions]

    @property
    def answered(self) -> int:
        """Number of questions with an answer."""
        return sum(question.is_answered for question in self.questions)


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """All that the page of a record shows."""

    record: Record
    domains: tuple[DomainSheet, ...]

    @property
    def progress(self) -> RecordProgress:
        return RecordProgress(tuple(domain.progress for domain in self.domains))

    @property
    def ready(self) -> list[SkillSheet]:
        """Skills with two facts that nobody has proposed for validation, or that were returned."""
        return [sheet for domain in self.domains for sheet in domain.skills if sheet.may_be_proposed]

    @property
    def to_show(self) -> list[Skill]:
        """Skills that the learner manages without help, as they say, and that nobody has seen."""
        return [sheet.skill for domain in self.domains for sheet in domain.skills if sheet.is_to_show]

    @property
    def short_of_facts(self) -> list[SkillSheet]:
        """Practised skills that lack facts to be proposed, the nearest first."""
        sheets = [sheet for domain in self.domains for sheet in domain.skills if sheet.is_practised and sheet.is_open]
        return sorted((sheet for sheet in sheets if sheet.missing_facts), key=lambda sheet: sheet.missing_facts)

    def next_skills(self, *, limit: int | None = NEXT_SHOWN) -> list[Skill]:
        """Return the skills to work on next: not practised yet, in the domain nearest to its threshold first.

        Without `limit`, all of them.

        In a domain, skills that the learner manages with help come first. Domains above their threshold come last.
        """
        domains = sorted(self.domains, key=lambda domain: (not domain.progress.missing, domain.progress.missing))
        sheets = [sheet for domain in domains for sheet in sorted(domain.skills, key=_help_rank)]
        return [sheet.skill for sheet in sheets if not sheet.is_practised][:limit]


def _help_rank(sheet: SkillSheet) -> int:
    """Sort key: skills that the learner manages with help come first."""
    return 0 if sheet.level == SelfPosition.HELPED else 1


def evidence_in(record: Record, with_people: bool) -> QuerySet[Evidence]:
    lines = Evidence.objects.filter(record=record)
    return (lines.as_shown() if with_people else lines.standing().facts_first()).with_last_contest()


def skills_with_levels(record: Record, framework: int) -> QuerySet[Skill]:
    """Return the skills of the framework with `last_level`, the latest self-positioning."""
    latest_positionings = Positioning.objects.filter(record=record, skill=OuterRef("pk")).order_by("-created", "-pk")
    return Skill.objects.of(framework).annotate(last_level=Subquery(latest_positionings.values("level")[:1]))


def can_dos_with_levels(record: Record) -> QuerySet[CanDo]:
    """Return the sentences in use with `last_level`, the latest answer."""
    latest_answers = CanDoAnswer.objects.filter(record=record, can_do=OuterRef("pk")).order_by("-created", "-pk")
    in_use = CanDo.objects.current().filter(skill__domain__framework=record.framework_id).order_by("order", "pk")
    return in_use.annotate(last_level=Subquery(latest_answers.values("level")[:1]))


def standing_proposals(record: Record, with_people: bool) -> QuerySet[Proposal]:
    """Return the proposals with their decisions; without people, all that is known of them is what was decided."""
    proposals = Proposal.objects.filter(record=record).standing()
    if not with_people:
        return proposals.select_related("validation").only("skill", "validation__outcome")
    relations = "centre", "proposed_by", "validation__decided_by", "validation__second_signature__signed_by"
    return proposals.select_related(*relations)


EVIDENCE = CompiledQuery(evidence_in)
SKILLS = CompiledQuery(skills_with_levels)
PROPOSALS = CompiledQuery(standing_proposals)


def build_record_sheet(record: Record, *, with_can_dos: bool = False, with_people: bool = True) -> RecordSheet:
    """Return the contents of the page of `record`. Three queries; two more for files, one for sentences of skills.

    `with_people`: who noted each line, with its files, who proposed and who decided. A page that tells none of it reads
    a third of the columns.
    """
    evidence = defaultdict(list)
    for line in EVIDENCE.rows(record=record, with_people=with_people):
        line.record = record
        evidence[line.skill_id].append(line)
    proposals = _proposals(record, with_people=with_people)
    can_dos = _can_dos_with_levels(record) if with_can_dos else {}
    by_domain = defaultdict(list)
    for skill in SKILLS.rows(record=record, framework=record.framework_id):
        by_domain[skill.domain].append(
            SkillSheet(
                skill,
                SelfPosition(skill.last_level) if skill.last_level else None,
                tuple(evidence[skill.pk]),
                proposals.get(skill.pk),
                tuple(can_dos.get(skill.pk, ())),
            )
        )
    return RecordSheet(record, tuple(_domain_sheet(domain, skills) for domain, skills in by_domain.items()))


def _can_dos_with_levels(record: Record) -> dict[int, list[CanDo]]:
    """Return by skill its sentences in use, with `last_level`, the latest answer."""
    by_skill = defaultdict(list)
    for can_do in can_dos_with_levels(record):
        by_skill[can_do.skill_id].append(can_do)
    return by_skill


def _proposals(record: Record, *, with_people: bool) -> dict[int, Proposal]:
    """Return by skill the proposal that counts: the validated one, else the latest standing one."""
    proposals_by_skill = {}
    for proposal in PROPOSALS.rows(record=record, with_people=with_people):
        proposal.record = record
        earlier_proposal = proposals_by_skill.get(proposal.skill_id)
        if earlier_proposal is None or earlier_proposal.decision is None or not earlier_proposal.decision.is_granted:
            proposals_by_skill[proposal.skill_id] = proposal
    return proposals_by_skill


def _domain_sheet(domain, skills: list[SkillSheet]) -> DomainSheet:
    progress = count_domain(
        domain,
        (sheet.skill.pk for sheet in skills),
        practised_ids={sheet.skill.pk for sheet in skills if sheet.is_practised},
        positioned_ids={sheet.skill.pk for sheet in skills if sheet.level},
        validated_ids={sheet.skill.pk for sheet in skills if sheet.is_validated},
    )
    return DomainSheet(progress, tuple(skills))
