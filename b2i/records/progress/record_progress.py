"""Progress of records, counted from their history, for one record or many. Four queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from b2i.frameworks.models.framework import Domain, Skill
from b2i.records.models import Evidence, Positioning, Record
from b2i.records.validation.models.validation import Validation

TO_THE_ANIMATOR = "à l’animatrice ou à l’animateur"


@dataclass(frozen=True, slots=True)
class DomainProgress:
    """Counts of skills in one domain: `done` (practised), `positioned`, `total`, `threshold`, `validated`.

    `missing` and `is_reached` are about practice; `to_validate` and `is_validated` are about validation, which comes
    later.
    """

    domain: Domain
    done: int
    positioned: int
    total: int
    threshold: int | None
    validated: int = 0

    @property
    def missing(self) -> int:
        """Number of skills to practise before the threshold."""
        return max(0, (self.threshold or 0) - self.done)

    @property
    def is_reached(self) -> bool:
        return self.threshold is not None and self.done >= self.threshold

    @property
    def to_validate(self) -> int:
        """Number of skills to validate before the threshold."""
        return max(0, (self.threshold or 0) - self.validated)

    @property
    def is_validated(self) -> bool:
        return self.threshold is not None and self.validated >= self.threshold

    @property
    def words(self) -> str:
        sentence = f"{practised_words(self.done)} sur {self.total}"
        if self.threshold is None:
            return sentence
        return f"{sentence}\u00a0: c’est assez" if self.is_reached else f"{sentence}, il en faut {self.threshold}"

    @property
    def validated_words(self) -> str:
        """« 2 compétences validées sur 4, il en faut 3 »; empty while there is nothing to validate."""
        if self.threshold is None or not (self.validated or self.is_reached):
            return ""
        if self.is_validated:
            return f"Domaine {self.domain.code} validé\u00a0: {validated_words(self.validated)} sur {self.total}"
        return f"{validated_words(self.validated)} sur {self.total}, il en faut {self.threshold}"

    @property
    def stones_words(self) -> str:
        """The stepping stones of the domain in words: « 3 pratiquées sur 4, dont 1 validée »."""
        sentence = f"{self.done} pratiquée{'s' if self.done > 1 else ''} sur {self.total}"
        return (
            f"{sentence}, dont {self.validated} validée{'s' if self.validated > 1 else ''}"
            if self.validated
            else sentence
        )

    @property
    def learner_words(self) -> str:
        """What remains in the domain, as the learner reads it: « Encore 1 à valider pour finir cette partie »."""
        if self.is_validated:
            return f"Bravo\u00a0! Cette partie est finie ({self.validated} sur {self.total})."
        if self.missing:
            return f"Encore {self.missing} à apprendre pour faire valider cette partie."
        return f"Encore {self.to_validate} à valider pour finir cette partie." if self.threshold else self.stones_words

    @property
    def left_words(self) -> str:
        """What remains to validate, for the learner; empty before that stage."""
        if self.is_validated or not self.validated_words:
            return ""
        return f"Il manque {counted_things(self.to_validate)} à valider dans {quoted_name(self.domain)}"


@dataclass(frozen=True, slots=True)
class RecordProgress:
    """Progress in each domain of a record."""

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
    def validated(self) -> int:
        return sum(domain.validated for domain in self.domains)

    @property
    def is_validated(self) -> bool:
        """Whether validated skills reach the threshold of each domain, so that the file may go before a jury."""
        return bool(self.domains) and all(domain.is_validated for domain in self.domains)

    @property
    def words(self) -> str:
        sentence = f"{practised_words(self.done)} sur {self.total}"
        plural = "s" if self.validated > 1 else ""
        return f"{sentence}, dont {self.validated} validée{plural}" if self.validated else sentence

    @property
    def learner_words(self) -> str:
        """The same, as the learner reads it: « Vous avez déjà pratiqué 9 choses sur 18. 2 sont validées. »."""
        if not self.done:
            return f"Vous avez {counted_things(self.total)} à apprendre."
        sentence = f"Vous avez déjà pratiqué {counted_things(self.done)} sur {self.total}."
        if not self.validated:
            return sentence
        return f"{sentence} {self.validated} {'sont validées' if self.validated > 1 else 'est validée'}."

    @property
    def closest(self) -> DomainProgress | None:
        """Domain nearest to its threshold, the first one if several are; None if all are reached."""
        open_domains = [domain for domain in self.domains if domain.missing]
        return min(open_domains, key=lambda domain: domain.missing, default=None)

    @property
    def next_step(self) -> str:
        """One sentence that tells the learner what to do now."""
        if not self.done and not self.positioned:
            return "Quelques questions, une par une. Prenez votre temps."
        domain = self.closest
        if domain is None:
            return self._step_to_the_jury
        return f"Encore {counted_things(domain.missing)} à apprendre dans {quoted_name(domain.domain)}."

    @property
    def _step_to_the_jury(self) -> str:
        """Next step once enough skills are practised: validation in the nearest domain, then the jury."""
        open_domains = [domain for domain in self.domains if domain.to_validate]
        nearest_domain = min(open_domains, key=lambda domain: domain.to_validate, default=None)
        if nearest_domain is None:
            return f"Tout est validé. Voulez-vous passer devant un jury\u00a0? Dites-le {TO_THE_ANIMATOR}."
        if not self.validated:
            return f"Vous avez assez appris dans les {len(self.domains)} parties. Demandez la suite {TO_THE_ANIMATOR}."
        return f"{nearest_domain.left_words}. Demandez la suite {TO_THE_ANIMATOR}."


def quoted_name(domain: Domain) -> str:
    """Name of a domain as the learner reads it, without its letter: « Chercher sur Internet »."""
    return f"«\u00a0{domain.plain_name or domain.name}\u00a0»"


def counted_skills(count: int) -> str:
    return f"{count}\u00a0compétence{'s' if count > 1 else ''}"


def counted_things(count: int) -> str:
    """Skills, for a learner who does not know the word."""
    return f"{count}\u00a0chose{'s' if count > 1 else ''}"


def validated_words(count: int) -> str:
    """0 → « Aucune compétence validée », 2 → « 2 compétences validées »."""
    return f"{counted_skills(count)} validée{'s' if count > 1 else ''}" if count else "Aucune compétence validée"


def practised_words(count: int) -> str:
    """0 → « Aucune compétence pratiquée », 2 → « 2 compétences pratiquées »."""
    if not count:
        return "Aucune compétence pratiquée"
    plural = "s" if count > 1 else ""
    return f"{count}\u00a0compétence{plural} pratiquée{plural}"


def record_progress(record: Record) -> RecordProgress:
    return progress_by_record([record])[record.pk]


def progress_by_record(records: Iterable[Record]) -> dict[int, RecordProgress]:
    """Return the progress of each record by primary key. Four queries."""
    records = list(records)
    skills = defaultdict(lambda: defaultdict(list))
    for skill in Skill.objects.filter(domain__framework__in={record.framework_id for record in records}).select_related(
        "domain"
    ):
        skills[skill.domain.framework_id][skill.domain].append(skill.pk)
    practised_ids = _skill_ids_by_record(Evidence.objects.practice(), records)
    positioned_ids = _skill_ids_by_record(Positioning.objects.all(), records)
    validated_ids = _skill_ids_by_record(Validation.objects.granted(), records)
    return {
        record.pk: RecordProgress(
            tuple(
                count_domain(
                    domain,
                    skill_ids,
                    practised_ids=practised_ids[record.pk],
                    positioned_ids=positioned_ids[record.pk],
                    validated_ids=validated_ids[record.pk],
                )
                for domain, skill_ids in skills[record.framework_id].items()
            )
        )
        for record in records
    }


def count_domain(
    domain: Domain,
    skill_ids: Iterable[int],
    *,
    practised_ids: set[int],
    positioned_ids: set[int],
    validated_ids: set[int],
) -> DomainProgress:
    """Return the progress in one domain, from the keys of practised, positioned and validated skills."""
    skill_ids = set(skill_ids)
    return DomainProgress(
        domain=domain,
        done=len(skill_ids & practised_ids),
        positioned=len(skill_ids & positioned_ids),
        total=len(skill_ids),
        threshold=domain.threshold,
        validated=len(skill_ids & validated_ids),
    )


def _skill_ids_by_record(entries: QuerySet, records: list[Record]) -> dict[int, set[int]]:
    """Return by record the keys of the skills that have an entry."""
    skill_ids = defaultdict(set)
    rows = entries.filter(record__in=records).order_by().values_list("record_id", "skill_id").distinct()
    for record_id, skill_id in rows:
        skill_ids[record_id].add(skill_id)
    return skill_ids
