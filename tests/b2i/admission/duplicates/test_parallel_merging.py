"""Tests of real parallel merges and followings (`in_parallel`): one succeeds."""

import pytest
from django.core.exceptions import ValidationError

from b2i.admission.duplicates.models import Merge
from b2i.admission.duplicates.services import merge, undo_merge
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import follow
from b2i.records.models import Evidence
from tests.factories.b2i import EvidenceFactory, LearnerFactory, RecordFactory
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
PEOPLE = 6


@pytest.fixture
def pair():
    """Two records of one person in one EPM, with a line each."""
    epm = EPMFactory()
    records = [RecordFactory(learner__epm=epm), RecordFactory(learner__epm=epm)]
    for record in records:
        EvidenceFactory(record=record)
    return [record.learner for record in records]


def succeeds(service, **arguments) -> bool:
    try:
        service(**arguments)
    except ValidationError:
        return False
    return True


def test_one_of_six_parallel_merges_succeeds_on_postgresql(pair, in_parallel):
    animator = PositionFactory(epm=pair[0].epm).member

    def merge_pair(rank: int) -> bool:
        kept, absorbed = pair if rank % 2 else reversed(pair)
        return succeeds(merge, kept=kept, absorbed=absorbed, merged_by=animator)

    assert sorted(in_parallel(merge_pair, list(range(PEOPLE)))) == [False] * (PEOPLE - 1) + [True]
    counts = in_parallel(lambda _: (Merge.objects.count(), Learner.objects.count()), [None])
    assert counts == [(1, 1)]


def test_one_of_six_parallel_undos_succeeds_on_postgresql(pair, in_parallel):
    animator = PositionFactory(epm=pair[0].epm).member
    completed_merge = merge(kept=pair[0], absorbed=pair[1], merged_by=animator)
    outcomes = in_parallel(
        lambda _: succeeds(undo_merge, merge=completed_merge, undone_by=animator), list(range(PEOPLE))
    )
    assert sorted(outcomes) == [False] * (PEOPLE - 1) + [True]
    lines = in_parallel(lambda _: list(Evidence.objects.values_list("record__learner", flat=True)), [None])
    assert sorted(lines[0]) == sorted(learner.pk for learner in pair)


def test_one_of_six_parallel_followings_succeeds_on_postgresql(in_parallel):
    learner, epm = LearnerFactory(), EPMFactory()
    animator = PositionFactory(epm=epm).member
    outcomes = in_parallel(lambda _: succeeds(follow, learner=learner, epm=epm, noted_by=animator), list(range(PEOPLE)))
    assert sorted(outcomes) == [False] * (PEOPLE - 1) + [True]
