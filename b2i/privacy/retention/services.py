"""What happens to dormant records: a notice to the EPM, an elimination list for the Archives, destruction."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from b2i.frameworks.models.framework import Domain
from b2i.people.anonymity import SMALLEST_GROUP
from b2i.people.learners.models.learner import Learner
from b2i.privacy.erasure import erase_learners
from b2i.privacy.retention.dormancy import dormant, due, is_told_too_early
from b2i.privacy.retention.enums import EliminationOutcome
from b2i.privacy.retention.models import Contact, DepartedTally, DormancyNotice, Elimination, EliminationLine
from b2i.privacy.retention.notices import notify_animators_of_dormancy
from b2i.privacy.retention.rule import RULE
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.validation import Validation
from reseau.documents.eliminations.services import NO_VISA, locked, mark_carried_out
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM


@transaction.atomic
def notify_dormant_records() -> int:
    """Notify each EPM of its newly dormant records; return their number. Safe to repeat.

    A notice of a record that is not dormant any more, or was not yet, is deleted.
    """
    learners = dormant(Learner.objects.all())
    DormancyNotice.objects.exclude(learner__in=learners.values("pk")).delete()
    told = learners.filter(dormancy_notice__isnull=False).select_related("dormancy_notice")
    DormancyNotice.objects.filter(learner__in=[learner.pk for learner in told if is_told_too_early(learner)]).delete()
    newly_dormant = list(learners.filter(dormancy_notice__isnull=True).order_by("pk"))
    DormancyNotice.objects.bulk_create(
        [DormancyNotice(learner=learner) for learner in newly_dormant], ignore_conflicts=True
    )
    counts = Counter(learner.epm_id for learner in newly_dormant)
    for epm in EPM.objects.in_bulk(counts).values():
        notify_animators_of_dormancy(epm, count=counts[epm.pk])
    return len(newly_dormant)


@transaction.atomic
def note_contact(*, learner: Learner, noted_by: Member) -> Contact:
    """Note news of the learner: the record is kept for the whole duration again."""
    DormancyNotice.objects.filter(learner=learner).delete()
    return Contact.objects.create(learner=learner, noted_by=noted_by)


def end_dormancy(*, learner: Learner) -> bool:
    """Delete the dormancy notice after a login; return whether there was one."""
    return bool(DormancyNotice.objects.filter(learner=learner).delete()[0])


@transaction.atomic
def prepare_elimination(*, prepared_by: Member) -> Elimination:
    """Create a list of all records due today. Raises ValidationError if there are none."""
    due_learners = due(Learner.objects.all()).select_related("dormancy_notice")
    learners = [learner for learner in due_learners if not is_told_too_early(learner)]
    if not learners:
        raise ValidationError("Aucun livret n’est à éliminer aujourd’hui.")
    elimination = Elimination.objects.create(
        prepared_by=prepared_by,
        producing_service=settings.ARCHIVES["service"] or settings.ORGANISATION,
        reference=settings.ARCHIVES["dua"] or RULE.reference,
    )
    records = Record.objects.filter(learner__in=learners).order_by("-opened_on")
    opening_days = dict(records.values_list("learner", "opened_on"))
    EliminationLine.objects.bulk_create(
        EliminationLine(
            elimination=elimination,
            learner=learner,
            card_number=learner.card_number,
            epm_id=learner.epm_id,
            opened_on=opening_days.get(learner.pk) or timezone.localdate(learner.created),
            last_contact=timezone.localdate(learner.last_contact),
            told_on=learner.dormancy_notice.told_on,
            listed_on=elimination.prepared_on,
        )
        for learner in learners
    )
    return elimination


@dataclass(frozen=True, slots=True)
class EliminationResult:
    """Number of records erased, and kept because their learner came back."""

    erased_count: int
    kept_count: int


@transaction.atomic
def carry_out(*, elimination: Elimination, by: Member | None = None) -> EliminationResult:
    """Destroy the records of a list with a visa, except those whose learner came back. `by`: None for the command.

    Only figures remain. A second call finds nothing to do. Raises ValidationError without a visa.
    """
    elimination = locked(elimination=elimination)
    if not elimination.has_visa:
        raise ValidationError(NO_VISA)
    waiting_lines = elimination.lines.filter(outcome=EliminationOutcome.WAITING)
    dormant_learners = dormant(Learner.objects.filter(pk__in=waiting_lines.values("learner")))
    learners = list(dormant_learners.select_related("member", "epm__commune"))
    count_departed(learners=learners, year=timezone.localdate().year)
    learner_ids = {learner.pk for learner in learners}
    # The line lets go of the learner first: its number, on a list with a visa, is the proof of the destruction.
    erased_count = waiting_lines.filter(learner__in=learner_ids).update(outcome=EliminationOutcome.ERASED, learner=None)
    # A line without a learner was erased meanwhile, at the learner's request.
    erased_count += waiting_lines.filter(learner__isnull=True).update(outcome=EliminationOutcome.ERASED)
    kept_count = waiting_lines.update(outcome=EliminationOutcome.KEPT)
    erase_learners(learners=learners, by=by)
    mark_carried_out(elimination=elimination, by=by)
    return EliminationResult(erased_count, kept_count)


@transaction.atomic
def count_departed(*, learners: Sequence[Learner], year: int) -> None:
    """Add learners about to be erased to the figures of their EPM; of a wider place for fewer than five."""
    domains = list(Domain.objects.filter(framework__is_record_base=True))
    practised_counts = _skills_by_domain(Evidence.objects.practice(), learners)
    validated_counts = _skills_by_domain(Validation.objects.granted(), learners)
    for place, members in _groups(learners):
        for domain in domains:
            tally, _ = DepartedTally.objects.get_or_create(year=year, domain=domain, **place)
            DepartedTally.objects.filter(pk=tally.pk).update(
                learners=F("learners") + len(members),
                practised=F("practised") + sum(practised_counts[learner.pk, domain.pk] for learner in members),
                validated=F("validated") + sum(validated_counts[learner.pk, domain.pk] for learner in members),
            )


def _groups(learners: Sequence[Learner]) -> list[tuple[dict, list[Learner]]]:
    """Return (place, learners) with five learners at least; the network takes the rest, however few."""
    groups, others = _split_by_size(learners, lambda learner: learner.epm_id)
    territories, others = _split_by_size(others, lambda learner: learner.epm.commune.territory_id)
    places = [({"epm_id": key, "territory": None}, members) for key, members in groups.items()]
    places += [({"epm": None, "territory_id": key}, members) for key, members in territories.items()]
    return [*places, ({"epm": None, "territory": None}, others)] if others else places


def _split_by_size(learners: Sequence[Learner], key) -> tuple[dict[int, list[Learner]], list[Learner]]:
    """Split learners by `key`: groups of five or more, and all others."""
    groups = defaultdict(list)
    for learner in learners:
        groups[key(learner)].append(learner)
    large_groups = {key: members for key, members in groups.items() if len(members) >= SMALLEST_GROUP}
    return large_groups, [learner for key, members in groups.items() if key not in large_groups for learner in members]


def _skills_by_domain(rows, learners: Sequence[Learner]) -> dict[tuple[int, int], int]:
    """Return the number of distinct skills by (learner, domain) in `rows`."""
    counts = defaultdict(int)
    learner_rows = rows.filter(record__learner__in=learners).order_by()
    for learner, domain, _ in learner_rows.values_list("record__learner", "skill__domain", "skill").distinct():
        counts[learner, domain] += 1
    return counts
