"""Counting records that are about to be destroyed, so that the figures of the network keep what they came to."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from b2i.anonymity import SMALLEST_GROUP
from b2i.frameworks.models.framework import Domain
from b2i.learners.models.learner import Learner
from b2i.records.models.record import Evidence
from b2i.retention.models.departed import DepartedTally
from b2i.validation.models.validation import Validation


@transaction.atomic
def count_departed(*, learners: Sequence[Learner], year: int) -> None:
    """Adds them to the numbers of their EPM; to those of a wider place when fewer than five go together."""
    domains = list(Domain.objects.filter(framework__is_record_base=True))
    practised = _skills_by_domain(Evidence.objects.standing(), learners)
    validated = _skills_by_domain(Validation.objects.granted(), learners)
    for place, members in _groups(learners):
        for domain in domains:
            tally, _ = DepartedTally.objects.get_or_create(year=year, domain=domain, **place)
            DepartedTally.objects.filter(pk=tally.pk).update(
                learners=F("learners") + len(members),
                practised=F("practised") + sum(practised[learner.pk, domain.pk] for learner in members),
                validated=F("validated") + sum(validated[learner.pk, domain.pk] for learner in members),
            )


def _groups(learners: Sequence[Learner]) -> list[tuple[dict, list[Learner]]]:
    """Each place with those who go from it, five at least; the network takes those that are left, however few."""
    groups, left = _parted(learners, lambda learner: learner.epm_id)
    territories, left = _parted(left, lambda learner: learner.epm.commune.territory_id)
    places = [({"epm_id": key, "territory": None}, members) for key, members in groups.items()]
    places += [({"epm": None, "territory_id": key}, members) for key, members in territories.items()]
    return [*places, ({"epm": None, "territory": None}, left)] if left else places


def _parted(learners: Sequence[Learner], key) -> tuple[dict[int, list[Learner]], list[Learner]]:
    groups = defaultdict(list)
    for learner in learners:
        groups[key(learner)].append(learner)
    large = {key: members for key, members in groups.items() if len(members) >= SMALLEST_GROUP}
    return large, [learner for key, members in groups.items() if key not in large for learner in members]


def _skills_by_domain(rows, learners: Sequence[Learner]) -> dict[tuple[int, int], int]:
    """How many skills of each domain each learner has in `rows`."""
    counts = defaultdict(int)
    found = rows.filter(record__learner__in=learners).order_by()
    for learner, domain, _ in found.values_list("record__learner", "skill__domain", "skill").distinct():
        counts[learner, domain] += 1
    return counts
