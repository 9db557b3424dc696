"""Detection of probable duplicates, before a record is opened and among the learners of an EPM."""

from dataclasses import dataclass

from b2i.duplicates.likeness import Identity, similar_identities, similar_pairs
from b2i.duplicates.models import Distinction
from b2i.learners.models.learner import Learner

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
    found = {identity.key: why for identity, why in similar_identities(person, _identities(learners))}
    people = _named(learners, found)
    return [PossibleDuplicate(people[key], why) for key, why in found.items()]


def duplicate_pairs(learners) -> list[DuplicatePair]:
    """Return the pairs of `learners` who may be one person, except known distinct people. Three queries."""
    apart = Distinction.objects.pairs(learners)
    found = [
        (one.key, other.key, why)
        for one, other, why in similar_pairs(_identities(learners))
        if tuple(sorted((one.key, other.key))) not in apart
    ]
    people = _named(learners, {key for one, other, _ in found for key in (one, other)})
    return [DuplicatePair(people[one], people[other], why) for one, other, why in found]


def _identities(learners) -> list[Identity]:
    rows = learners.order_by("pk").values_list("member__first_name", "member__last_name", "birth_year", "pk")
    return [Identity(*row) for row in rows]


def _named(learners, keys) -> dict[int, Learner]:
    return learners.select_related("member", "epm", "commune").in_bulk(list(keys))
