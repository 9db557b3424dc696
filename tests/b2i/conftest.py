"""Fixtures for tests of b2i: the framework of records, a learner of the EPM of Gramat, their record, a proposal."""

import pytest
from django.core.cache import cache

from b2i.frameworks.framework_loading import B2I_ADULTES
from b2i.frameworks.models.framework import Framework
from tests.factories.b2i import EvidenceFactory, LearnerFactory, RecordFactory, skill_of
from tests.factories.validation import AccreditationFactory, ProposalFactory
from tests.parallel import in_parallel as in_parallel


@pytest.fixture(autouse=True)
def _no_tries_yet():
    """Clear the counts of login tries, which the cache keeps from one test to the next."""
    cache.clear()


@pytest.fixture
def b2i_adultes(db):
    return Framework.objects.get(slug=B2I_ADULTES)


@pytest.fixture
def learner(epm):
    """Jeanne, followed by `epm`; card 46-0007, secret 2580."""
    return LearnerFactory(epm=epm, card_number="46-0007", member__last_name="Delpech")


@pytest.fixture
def record(learner, b2i_adultes):
    return RecordFactory(learner=learner, framework=b2i_adultes)


@pytest.fixture
def other_record(other_epm, b2i_adultes):
    """Record of Rosalie, whom an EPM of another territory follows."""
    learner = LearnerFactory(epm=other_epm, member__first_name="Rosalie", member__last_name="Vayssières")
    return RecordFactory(learner=learner, framework=b2i_adultes)


@pytest.fixture
def skill(record):
    """D1.2, files and folders."""
    return skill_of(record, "D1.2")


@pytest.fixture
def centre(epm, b2i_adultes):
    """`epm`, accredited for the B2i Adultes."""
    AccreditationFactory(epm=epm, framework=b2i_adultes)
    return epm


@pytest.fixture
def evaluator(colleague, b2i_adultes):
    """A colleague of the animator, accredited for the B2i Adultes."""
    AccreditationFactory(of_person=True, member=colleague, framework=b2i_adultes)
    return colleague


@pytest.fixture
def proposal(record, skill, centre, animator):
    """Proposal of D1.2 to `centre` by the animator."""
    evidence = EvidenceFactory(record=record, skill=skill, text="A rangé ses photos", observed_by=animator)
    return ProposalFactory(record=record, skill=skill, evidence=evidence, centre=centre, proposed_by=animator)
