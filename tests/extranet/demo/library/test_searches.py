"""The demo's searches: a queue of failures, and successful searches."""

import pytest

from search.questions.journal.models import SearchTally
from search.questions.synonyms.current_synonyms import starting_sets
from search.questions.synonyms.models import SynonymSet

pytestmark = pytest.mark.django_db


def test_queue_shows_both_failures_and_no_success(demo):
    queue = [(tally.text, tally.times, tally.found_nothing) for tally in SearchTally.objects.fruitless(limit=50)]

    assert queue[:3] == [("excel", 14, True), ("impression 3d", 12, False), ("vinted", 11, True)]
    assert len(queue) == 10
    assert SearchTally.objects.filter(text="photos", opened__gt=0).exists()


def test_demo_has_the_initial_synonyms(demo):
    assert SynonymSet.objects.count() == len(starting_sets())
