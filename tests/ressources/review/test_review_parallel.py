"""Two reviewers take the same sheet at once: one gets it, the other sees the name of the first."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from ressources.review.models import ReviewAssignment
from ressources.review.services import assignment

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_reviewers_at_once_assign_the_sheet_to_one(submitted, territorial, second):
    barrier = Barrier(2)

    def take(reviewer) -> str:
        barrier.wait()
        try:
            return insist(reviewer)
        finally:
            connection.close()

    def insist(reviewer) -> str:
        """Repeat an action that SQLite in memory refuses at once, where a file waits."""
        deadline = time.monotonic() + 10
        while True:
            try:
                assignment.take_review(page=submitted, by=reviewer)
            except ValidationError as refusal:
                return refusal.message
            except OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return "taken"

    with ThreadPoolExecutor(2) as threads:
        outcomes = dict(zip([territorial, second], threads.map(take, [territorial, second]), strict=True))

    holder = ReviewAssignment.objects.get().reviewer
    (other,) = {territorial, second} - {holder}
    assert (outcomes[holder], outcomes[other].split(" depuis ")[0]) == ("taken", f"{holder} s’occupe de cette fiche")
