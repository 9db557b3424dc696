"""Contents of the file that a jury reads: identity, validated skills with accreditations, evidence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from b2i.frameworks.models.framework import Domain, Skill
from b2i.jury.models import Candidacy
from b2i.records.models import Evidence, Record
from b2i.validation.models.validation import Validation


@dataclass(frozen=True, slots=True)
class ProvenSkill:
    """A validated skill and its evidence."""

    validation: Validation
    evidence: tuple[Evidence, ...]

    @property
    def skill(self) -> Skill:
        return self.validation.skill


@dataclass(frozen=True, slots=True)
class ProvenDomain:
    """A domain and its validated skills. `total`: number of skills of the domain."""

    domain: Domain
    skills: tuple[ProvenSkill, ...]
    total: int

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
    """File of one learner. `candidacy` is None until they apply."""

    record: Record
    candidacy: Candidacy | None
    domains: tuple[ProvenDomain, ...]

    @property
    def learner(self):
        return self.record.learner

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


def build_jury_file(record: Record) -> JuryFile:
    """Return the file of `record`, which comes from `with_learner()`. Five queries."""
    return next(iter(build_jury_files([record])))


def build_jury_files(records: Iterable[Record]) -> list[JuryFile]:
    """Return the files of `records`, which come from `with_learner()`, in their order. Five queries."""
    records = list(records)
    skills = Skill.objects.filter(domain__framework__in={record.framework_id for record in records})
    by_framework = defaultdict(lambda: defaultdict(list))
    for skill in skills.select_related("domain"):
        by_framework[skill.domain.framework_id][skill.domain].append(skill)
    candidacies = (
        Candidacy.objects.standing().filter(record__in=records).order_by("pk").select_related("noted_by", "jury")
    )
    candidacy_by_record = {candidacy.record_id: candidacy for candidacy in candidacies}
    validations = _validations(records)
    evidence = _evidence(records, set(validations))
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
                    total=len(domain_skills),
                )
                for domain, domain_skills in by_framework[record.framework_id].items()
            ),
        )
        for record in records
    ]


def _validations(records: list[Record]) -> dict[tuple[int, int], Validation]:
    """Return the granted validations by (record, skill)."""
    validations = (
        Validation.objects.granted()
        .filter(record__in=records)
        .select_related(
            "skill",
            "decided_by",
            "proposed_by",
            "accreditation",
            "centre_accreditation__epm",
            "second_signature__signed_by",
        )
    )
    return {(validation.record_id, validation.skill_id): validation for validation in validations}


def _evidence(records: list[Record], keys: set[tuple[int, int]]) -> dict[tuple[int, int], list[Evidence]]:
    """Return the lines of validated skills by (record, skill), the oldest first, with files and contests."""
    lines = Evidence.objects.standing().with_last_contest().filter(record__in=records).order_by("observed_on", "pk")
    evidence_by_key = defaultdict(list)
    for line in lines.select_related("observed_by", "epm").prefetch_related("files"):
        key = line.record_id, line.skill_id
        if key in keys:
            evidence_by_key[key].append(line)
    return evidence_by_key
