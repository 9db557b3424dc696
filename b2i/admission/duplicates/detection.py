"""Detection of probable duplicates, before a record is opened and among the learners of an EPM."""

from dataclasses import dataclass

from b2i.admission.duplicates.likeness import Identity, similar_identities, similar_pairs
from b2i.admission.duplicates.models import Distinction
from b2i.people.learners.models.learner import Learner

SHOWN = 5


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A learner who may be the person for whom a record is about to be opened."""

    learner: Learner
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two learners who may be one person, with the reasons."""

    first: Learner
    second: Learner
    reasons: list[str]


def possible_duplicates(person: Identity, learners) -> list[PossibleDuplicate]:
    """Return those of `learners` who may be `person`. Two queries."""
    reasons_by_key = {identity.key: reasons for identity, reasons in similar_identities(person, _identities(learners))}
    learners_by_key = _learners_by_key(learners, reasons_by_key)
    return [PossibleDuplicate(learners_by_key[key], reasons) for key, reasons in reasons_by_key.items()]


def duplicate_pairs(learners) -> list[DuplicatePair]:
    """Return the pairs of `learners` who may be one person, except known distinct people. Three queries."""
    distinct_pairs = Distinction.objects.pairs(learners)
    similar_keys = [
        (one.key, other.key, reasons)
        for one, other, reasons in similar_pairs(_identities(learners))
        if tuple(sorted((one.key, other.key))) not in distinct_pairs
    ]
    learners_by_key = _learners_by_key(learners, {key for one, other, _ in similar_keys for key in (one, other)})
    return [
        DuplicatePair(learners_by_key[one], learners_by_key[other], reasons) for one, other, reasons in similar_keys
    ]


def _identities(learners) -> list[Identity]:
    rows = learners.order_by("pk").values_list("member__first_name", "member__last_name", "birth_year", "pk")
    return [Identity(*row) for row in rows]


def _learners_by_key(learners, keys) -> dict[int, Learner]:
    return learners.select_related("member", "epm", "commune").in_bulk(list(keys))
