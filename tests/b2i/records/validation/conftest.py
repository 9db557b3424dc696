"""Fixtures for tests of validation: a fact of the skill, a proposal on it and an earlier one."""

import pytest

from b2i.records.validation.models.validation import Proposal
from b2i.records.validation.services import validation as services
from tests.factories.b2i import EvidenceFactory
from tests.factories.validation import earlier_fact


@pytest.fixture
def evidence(record, skill, animator):
    return EvidenceFactory(record=record, skill=skill, observed_by=animator)


@pytest.fixture
def propose(record, skill, evidence, centre, animator):
    """`propose(**changed)` proposes the skill of the record on `evidence` and an earlier fact."""

    def call(*, evidence=evidence, **changed) -> Proposal:
        arguments = {"record": record, "skill": skill, "centre": centre, "proposed_by": animator}
        facts = {"facts": [earlier_fact(evidence), evidence]}
        return services.propose(**arguments | facts | changed)

    return call
