"""Two reviewers take the same sheet at once: one gets it, the other sees the name of the first."""

import pytest
from django.core.exceptions import ValidationError

from ressources.review import services as review
from ressources.review.models import ReviewAssignment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def test_two_reviewers_at_once_assign_the_sheet_to_one_on_postgresql(submitted, territorial, second, in_parallel):
    def take(reviewer) -> str:
        try:
            review.take_review(page=submitted, by=reviewer)
        except ValidationError as refusal:
            return refusal.messages[0]
        return "taken"

    outcomes = dict(zip([territorial, second], in_parallel(take, [territorial, second]), strict=True))

    holder = ReviewAssignment.objects.get().reviewer
    (other,) = {territorial, second} - {holder}
    assert (outcomes[holder], outcomes[other].split(" depuis ")[0]) == ("taken", f"{holder} s’occupe de cette fiche")
