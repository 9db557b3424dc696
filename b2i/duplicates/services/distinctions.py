"""Noting that two learners who look alike are two people."""

from collections.abc import Iterable

from django.db import transaction

from b2i.duplicates.models.distinction import Distinction
from b2i.learners.models.learner import Learner
from reseau.members.models.member import Member


@transaction.atomic
def tell_apart(*, learner: Learner, others: Iterable[Learner], noted_by: Member) -> None:
    """`learner` is none of `others`: the question is not asked again. Noted twice, it stands once."""
    pairs = (sorted((learner.pk, other.pk)) for other in others if other.pk != learner.pk)
    Distinction.objects.bulk_create(
        [Distinction(first_id=first, second_id=second, noted_by=noted_by) for first, second in pairs],
        ignore_conflicts=True,
    )
