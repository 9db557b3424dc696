"""Contents of the file that a jury reads: identity, three rows for each skill, validations, evidence.

The three rows are those of the field: what the learner says, what the trainer says, what the evaluator decided.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from b2i.frameworks.age_doubt import age_doubt
from b2i.frameworks.enums import AgeDoubt
from b2i.frameworks.models.framework import Domain, Skill
from b2i.outcomes.enums import Attainment
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.centre_opinion import CentreOpinion
from b2i.outcomes.jury.models.civil_identity import CivilIdentity
from b2i.records.enums import SelfPosition
from b2i.records.models import Evidence, Positioning, Record
from b2i.records.validation.models.validation import Proposal, Validation
from reseau.people.members.models.member import Member

SELF_ATTAINMENTS = {
    SelfPosition.NO: Attainment.NOT_ACQUIRED,
    SelfPosition.HELPED: Attainment.IN_PROGRESS,
    SelfPosition.ALONE: Attainment.ACQUIRED,
}


@dataclass(frozen=True, slots=True)
class ProvenSkill:
    """A validated skill and its evidence."""

    validation: Validation
    evidence: tuple[Evidence, ...]

    @property
    def skill(self) -> Skill:
        return self.validation.skill


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody says of a skill, on a day. `by` is None for the learner, and for who left the network."""

    attainment: Attainment
    day: datetime.date
    by: Member | None = None


@dataclass(frozen=True, slots=True)
class SkillRows:
    """Three rows for one skill; None where nobody has said anything, which is no « non acquis »."""

    skill: Skill
    learner: Judgement | None
    trainer: Judgement | None
    evaluator: Judgement | None


@dataclass(frozen=True, slots=True)
class ProvenDomain:
    """A domain, its validated skills, and the rows of all of its skills."""

    domain: Domain
    skills: tuple[ProvenSkill, ...]
    rows: tuple[SkillRows, ...]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def is_reached(self) -> bool:
        return self.domain.threshold is None or len(self.skills) >= self.domain.threshold

    @property
    def validated(self) -> int:
        return len(self.skills)

    @property
    def missing(self) -> int:
        return max(0, (self.domain.threshold or 0) - len(self.skills))


@dataclass(frozen=True, slots=True)
class JuryFile:
    """File of one candidacy. `candidacy` is None until the learner applies."""

    record: Record
    candidacy: Candidacy | None
    domains: tuple[ProvenDomain, ...]

    @property
    def learner(self):
        return self.record.learner

    @property
    def identity(self) -> CivilIdentity | None:
        return getattr(self.candidacy, "civil_identity", None)

    @property
    def age_doubt(self) -> AgeDoubt | None:
        """Doubt about the age of the candidate, by the day of birth if the civil identity is noted."""
        if not self.identity:
            return self.record.age_doubt
        born_on, year = self.identity.born_on, self.learner.birth_year
        return age_doubt(self.record.framework, birth_year=year, born_on=born_on, today=timezone.localdate())

    @property
    def opinion(self) -> CentreOpinion | None:
        return getattr(self.candidacy, "centre_opinion", None)

    @property
    def is_ready(self) -> bool:
        return all(domain.is_reached for domain in self.domains)

    @property
    def validated(self) -> int:
        return sum(len(domain.skills) for domain in self.domains)

    @property
    def total(self) -> int:
        return sum(domain.total for domain in self.domains)

    @property
    def evidence(self) -> list[Evidence]:
        return [line for domain in self.domains for skill in domain.skills for line in skill.evidence]


def build_jury_file(record: Record, *, candidacy: Candidacy | None = None, with_files: bool = True) -> JuryFile:
    """Return the file of `candidacy`, or the one that `record` is at: that of its last standing candidacy.

    `record` comes from `with_learner()`. Five queries, two more for files of evidence.
    """
    candidacies = {record.pk: candidacy.pk} if candidacy else None
    return next(iter(build_jury_files([record], candidacies=candidacies, with_files=with_files)))


def build_jury_files(
    records: Iterable[Record], *, candidacies: Mapping[int, int] | None = None, with_files: bool = True
) -> list[JuryFile]:
    """Return the files of `records`, which come from `with_learner()`, in their order.

    `candidacies`: key of a record → key of the candidacy whose file it is; the last standing one of each by default.
    Five queries; two more for the files of the evidence.
    """
    records = list(records)
    skills = Skill.objects.filter(domain__framework__in={record.framework_id for record in records})
    by_framework = defaultdict(lambda: defaultdict(list))
    for skill in skills.select_related("domain"):
        by_framework[skill.domain.framework_id][skill.domain].append(skill)
    candidacy_by_record = _candidacies(records, candidacies)
    proposals = _proposals(records)
    validations = {key: proposal.decision for key, proposal in proposals.items() if _is_granted(proposal)}
    evidence = _evidence(records, with_files=with_files)
    rows = _RowsOfSkills(records, evidence, proposals)
    return [
        JuryFile(
            record,
            candidacy_by_record.get(record.pk),
            tuple(
                ProvenDomain(
                    domain,
                    tuple(
                        ProvenSkill(validations[key], tuple(evidence[key]))
                        for skill in domain_skills
                        if (key := (record.pk, skill.pk)) in validations
                    ),
                    rows=tuple(rows.of(record, skill) for skill in domain_skills),
                )
                for domain, domain_skills in by_framework[record.framework_id].items()
            ),
        )
        for record in records
    ]


def _candidacies(records: list[Record], keys: Mapping[int, int] | None) -> dict[int, Candidacy]:
    """Return the candidacy of each record: the one that `keys` names, or the last standing one."""
    candidacies = Candidacy.objects.standing().filter(record__in=records)
    if keys is not None:
        candidacies = candidacies.filter(pk__in=keys.values())
    relations = "noted_by", "jury", "civil_identity", "centre_opinion__centre"
    return {candidacy.record_id: candidacy for candidacy in candidacies.order_by("pk").select_related(*relations)}


def _proposals(records: list[Record]) -> dict[tuple[int, int], Proposal]:
    """Return by (record, skill) the proposal that counts: the validated one, else the latest standing one."""
    relations = "skill", "decided_by", "proposed_by", "accreditation", "centre_accreditation__epm"
    proposals = (
        Proposal.objects.standing()
        .filter(record__in=records)
        .order_by("created", "pk")
        .select_related("proposed_by", *(f"validation__{name}" for name in relations))
        .select_related("validation__second_signature__signed_by")
    )
    proposal_by_key: dict[tuple[int, int], Proposal] = {}
    for proposal in proposals:
        earlier_proposal = proposal_by_key.get((proposal.record_id, proposal.skill_id))
        if earlier_proposal is None or not _is_granted(earlier_proposal):
            proposal_by_key[proposal.record_id, proposal.skill_id] = proposal
    return proposal_by_key


def _is_granted(proposal: Proposal) -> bool:
    return proposal.decision is not None and proposal.decision.is_granted


def _evidence(records: list[Record], *, with_files: bool) -> dict[tuple[int, int], list[Evidence]]:
    """Return the lines by (record, skill), facts before notes, the oldest first, with contests."""
    lines = Evidence.objects.as_shown() if with_files else Evidence.objects.with_observers()
    lines = lines.with_last_contest().filter(record__in=records).order_by("-is_fact", "observed_on", "pk")
    evidence_by_key = defaultdict(list)
    for line in lines.select_related("observed_by", "epm", "skill"):
        evidence_by_key[line.record_id, line.skill_id].append(line)
    return evidence_by_key


class _RowsOfSkills:
    """The rows of the skills of several records: one query, besides the evidence and the proposals that are given."""

    def __init__(
        self,
        records: list[Record],
        evidence: dict[tuple[int, int], list[Evidence]],
        proposals: dict[tuple[int, int], Proposal],
    ) -> None:
        self.evidence, self.proposals = evidence, proposals
        positionings = Positioning.objects.filter(record__in=records).order_by("created", "pk")
        self.positionings = {(line.record_id, line.skill_id): line for line in positionings}

    def of(self, record: Record, skill: Skill) -> SkillRows:
        key = record.pk, skill.pk
        return SkillRows(skill, self._learner(key), self._trainer(key), self._evaluator(key))

    def _learner(self, key: tuple[int, int]) -> Judgement | None:
        if line := self.positionings.get(key):
            return Judgement(SELF_ATTAINMENTS[line.level], timezone.localdate(line.created))
        return None

    def _trainer(self, key: tuple[int, int]) -> Judgement | None:
        """A proposed skill is acquired for who proposes it, one with facts alone in progress; a tick judges nothing."""
        if proposal := self.proposals.get(key):
            return Judgement(Attainment.ACQUIRED, timezone.localdate(proposal.created), proposal.proposed_by)
        if facts := [line for line in self.evidence.get(key, ()) if line.is_fact]:
            return Judgement(Attainment.IN_PROGRESS, facts[-1].observed_on, facts[-1].observed_by)
        return None

    def _evaluator(self, key: tuple[int, int]) -> Judgement | None:
        decision = self.proposals[key].decision if key in self.proposals else None
        if decision is None:
            return None
        attainment = Attainment.ACQUIRED if decision.is_granted else Attainment.IN_PROGRESS
        return Judgement(attainment, decision.decided_on, decision.decided_by)
