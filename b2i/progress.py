"""How far records have come, counted from their history: for one record or for many, in three queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from b2i.models import Domain, Evidence, Positioning, Record, Skill


@dataclass(frozen=True, slots=True)
class DomainProgress:
    """Skills of one domain: practised (with evidence), positioned by the learner, in all, and how many suffice."""

    domain: Domain
    done: int
    positioned: int
    total: int
    threshold: int | None

    @property
    def missing(self) -> int:
        """Skills still to practise before the threshold is reached."""
        return max(0, (self.threshold or 0) - self.done)

    @property
    def is_reached(self) -> bool:
        return self.threshold is not None and self.done >= self.threshold

    @property
    def threshold_words(self) -> str:
        return f"{self.threshold} sur {self.total}"

    @property
    def words(self) -> str:
        practised = f"{practised_words(self.done)} sur {self.total}"
        if self.threshold is None:
            return practised
        return f"{practised}\u00a0: c’est assez" if self.is_reached else f"{practised}, il en faut {self.threshold}"


@dataclass(frozen=True, slots=True)
class RecordProgress:
    domains: tuple[DomainProgress, ...]

    @property
    def done(self) -> int:
        return sum(domain.done for domain in self.domains)

    @property
    def positioned(self) -> int:
        return sum(domain.positioned for domain in self.domains)

    @property
    def total(self) -> int:
        return sum(domain.total for domain in self.domains)

    @property
    def words(self) -> str:
        return f"{practised_words(self.done)} sur {self.total}"

    @property
    def closest(self) -> DomainProgress | None:
        """The domain whose threshold is nearest, the first in order at equal distance; none when all are reached."""
        open_domains = [domain for domain in self.domains if domain.missing]
        return min(open_domains, key=lambda domain: domain.missing, default=None)

    @property
    def next_step(self) -> str:
        """One sentence that says to the learner what to do now."""
        if not self.done and not self.positioned:
            return "Commencez par le premier domaine\u00a0: dites où vous en êtes, sans vous presser."
        domain = self.closest
        if domain is None:
            return "Vous avez assez pratiqué dans tous les domaines. Parlez de la suite avec votre animateur."
        number = f"{domain.missing}\u00a0compétence{'s' if domain.missing > 1 else ''}"
        return (
            f"Il vous reste {number} à pratiquer dans «\u00a0{domain.domain.plain_name or domain.domain.name}\u00a0»."
        )


def practised_words(count: int) -> str:
    """0 → « Aucune compétence pratiquée », 2 → « 2 compétences pratiquées »."""
    if not count:
        return "Aucune compétence pratiquée"
    plural = "s" if count > 1 else ""
    return f"{count}\u00a0compétence{plural} pratiquée{plural}"


def record_progress(record: Record) -> RecordProgress:
    return progress_by_record([record])[record.pk]


def progress_by_record(records: Iterable[Record]) -> dict[int, RecordProgress]:
    """Progress of each record by its primary key, in three queries whatever their number."""
    records = list(records)
    skills = defaultdict(lambda: defaultdict(list))
    for skill in Skill.objects.filter(domain__framework__in={record.framework_id for record in records}).select_related(
        "domain"
    ):
        skills[skill.domain.framework_id][skill.domain].append(skill.pk)
    practised = _pairs(Evidence, records)
    positioned = _pairs(Positioning, records)
    return {
        record.pk: RecordProgress(
            tuple(
                count_domain(domain, skill_ids, practised[record.pk], positioned[record.pk])
                for domain, skill_ids in skills[record.framework_id].items()
            )
        )
        for record in records
    }


def count_domain(domain: Domain, skill_ids: Iterable[int], practised: set[int], positioned: set[int]) -> DomainProgress:
    skill_ids = set(skill_ids)
    return DomainProgress(
        domain=domain,
        done=len(skill_ids & practised),
        positioned=len(skill_ids & positioned),
        total=len(skill_ids),
        threshold=domain.threshold,
    )


def _pairs(model: type[Evidence] | type[Positioning], records: list[Record]) -> dict[int, set[int]]:
    pairs = defaultdict(set)
    rows = model.objects.filter(record__in=records).order_by().values_list("record_id", "skill_id").distinct()
    for record_id, skill_id in rows:
        pairs[record_id].add(skill_id)
    return pairs
