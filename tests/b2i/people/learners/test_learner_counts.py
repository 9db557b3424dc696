"""Tests of the numbers of learners by EPM, territory and network."""

import pytest

from b2i.people.learners.learner_counts import LearnerCounts, learner_counts, shown, shown_total
from tests.factories.b2i import FollowingFactory, LearnerFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbouring_epm(epm):
    return EPMFactory(name="EPM de Figeac", commune__territory=epm.commune.territory)


def test_learner_counts_once_in_the_epm_that_keeps_their_record(epm, other_epm, neighbouring_epm):
    learners = LearnerFactory.create_batch(6, epm=epm)
    LearnerFactory.create_batch(7, epm=neighbouring_epm)
    LearnerFactory.create_batch(5, epm=other_epm)
    for followed_by in (neighbouring_epm, other_epm):
        FollowingFactory(learner=learners[0], epm=followed_by)

    counts = learner_counts()

    assert counts.epms == {epm.pk: 6, neighbouring_epm.pk: 7, other_epm.pk: 5}
    territories = [epm.commune.territory_id, other_epm.commune.territory_id]
    assert counts.territories == dict(zip(territories, (13, 5), strict=True))
    assert (counts.total, counts.in_territories(territories), counts.in_territories([])) == (18, 18, 0)


def test_absorbed_learner_does_not_count(epm):
    *_, kept, absorbed = LearnerFactory.create_batch(7, epm=epm)
    absorbed.merged_into = kept
    absorbed.save()

    assert learner_counts().total == 6


def test_few_learners_are_masked_everywhere(epm, other_epm, neighbouring_epm):
    LearnerFactory.create_batch(2, epm=epm)
    LearnerFactory.create_batch(9, epm=neighbouring_epm)
    LearnerFactory.create_batch(4, epm=other_epm)

    counts = learner_counts()

    assert (counts.epms[epm.pk], counts.epms[neighbouring_epm.pk], counts.epms[other_epm.pk]) == (None, None, None)
    assert set(counts.territories.values()) == {None}
    assert (counts.total, counts.in_territories(counts.territories)) == (15, None)


def test_network_without_a_record_has_none(db):
    assert learner_counts() == LearnerCounts({}, {}, 0)


@pytest.mark.parametrize("sizes", [(0, 0), (3, 0), (2, 2), (4, 1), (3, 9), (6, 7)])
def test_total_that_is_counted_alone_is_hidden_as_in_the_table(epm, other_epm, sizes):
    for place, size in zip((epm, other_epm), sizes, strict=True):
        LearnerFactory.create_batch(size, epm=place)
    assert shown_total(sum(sizes)) == shown(learner_counts().total)


def test_numbers_take_one_query(epm, other_epm, django_assert_num_queries):
    LearnerFactory(epm=epm)
    LearnerFactory(epm=other_epm)
    with django_assert_num_queries(1):
        learner_counts()


def test_masked_number_is_shown_as_a_word():
    assert (shown(None), shown(0), shown(12)) == ("masqué", "0", "12")
