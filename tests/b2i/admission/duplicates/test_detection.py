"""Tests of the detection of probable duplicates."""

import pytest

from b2i.admission.duplicates.detection import duplicate_pairs, possible_duplicates
from b2i.admission.duplicates.likeness import Identity
from b2i.admission.duplicates.services import note_distinction
from b2i.people.learners.models.learner import Learner
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def duplicate(learner, epm):
    return LearnerFactory(epm=epm, member__first_name="Jeanne", member__last_name="Delpeche")


def test_known_person_is_found_with_reason(learner, other_record):
    (possible_duplicate,) = possible_duplicates(Identity("Jeanne", "Delpech"), Learner.objects.all())
    assert (possible_duplicate.learner, possible_duplicate.reasons) == (learner, ["même prénom et même nom"])


def test_pairs_are_found_among_given_learners_only(learner, duplicate, other_epm):
    LearnerFactory(epm=other_epm, member__first_name="Jeanne", member__last_name="Delpech")
    (pair,) = duplicate_pairs(Learner.objects.filter(epm=learner.epm))
    assert (pair.first, pair.second, pair.reasons) == (learner, duplicate, ["nom qui se ressemble"])


def test_distinct_people_are_not_listed_again(learner, duplicate, animator):
    for _ in range(2):
        note_distinction(learner=duplicate, others=[learner, duplicate], noted_by=animator)
    assert duplicate_pairs(Learner.objects.all()) == []


@pytest.mark.parametrize("number", [2, 20])
def test_any_number_of_pairs_takes_three_queries(django_assert_num_queries, epm, number):
    LearnerFactory.create_batch(number, epm=epm, member__last_name="Delpech")
    with django_assert_num_queries(3):
        assert len(duplicate_pairs(Learner.objects.all())) == number * (number - 1) // 2
