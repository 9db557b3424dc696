"""Tests of the numbers of learners by EPM and territory."""

import pytest

from b2i.learners.learner_counts import with_learner_count, with_territory_count
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from tests.factories.b2i import FollowingFactory, LearnerFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db


def by_name(places) -> dict[str, int]:
    return {place.name: place.learner_count for place in places}


@pytest.fixture
def neighbouring_epm(epm):
    return EPMFactory(name="EPM de Figeac", commune__territory=epm.commune.territory)


def test_epm_counts_learners_it_keeps_and_follows(epm, other_epm, neighbouring_epm):
    learner = LearnerFactory(epm=epm)
    LearnerFactory(epm=neighbouring_epm)
    FollowingFactory(learner=learner, epm=neighbouring_epm)
    FollowingFactory(learner=learner, epm=other_epm)
    counts = by_name(with_learner_count(EPM.objects.all()))
    assert counts == {"EPM de Gramat": 1, "EPM de Figeac": 2, "EPM de Luzech": 1}


def test_territory_counts_each_learner_once(epm, other_epm, neighbouring_epm):
    learner = LearnerFactory(epm=epm)
    FollowingFactory(learner=learner, epm=neighbouring_epm)
    FollowingFactory(learner=learner, epm=other_epm)
    FollowingFactory(learner=learner, epm=EPMFactory(commune__territory=other_epm.commune.territory))
    assert by_name(with_territory_count(Territory.objects.all())) == {"Figeac": 1, "Cahors": 1}


def test_ended_following_does_not_count(epm, other_epm):
    following = FollowingFactory(learner=LearnerFactory(epm=epm), epm=other_epm)
    following.until = following.since
    following.save()
    assert by_name(with_learner_count(EPM.objects.all())) == {"EPM de Gramat": 1, "EPM de Luzech": 0}
    assert by_name(with_territory_count(Territory.objects.all())) == {"Figeac": 1, "Cahors": 0}
