"""Tests of the readiness for the jury."""

import pytest

from b2i.frameworks.models.framework import Domain
from b2i.outcomes.jury.readiness import is_ready, ready_for_jury
from b2i.records.models import Record
from tests.b2i.validation_builder import ENOUGH, validate_skills
from tests.factories.b2i import EvidenceFactory, RecordFactory, skill_of

pytestmark = pytest.mark.django_db


def test_three_validated_skills_in_each_domain_are_enough(record):
    validate_skills(record, *ENOUGH)
    assert is_ready(record)


@pytest.mark.parametrize("missing_code", ["D1.1", "D3.2", "D5.3"])
def test_one_domain_below_threshold_is_not_ready(record, missing_code):
    validate_skills(record, *(code for code in ENOUGH if code != missing_code), "D1.4", "D2.4", "D4.4")
    assert is_ready(record) == (missing_code == "D1.1")


def test_practised_or_returned_skill_does_not_count(record):
    validate_skills(record, *ENOUGH[1:])
    validate_skills(record, ENOUGH[0], returned=True)
    EvidenceFactory(record=record, skill=skill_of(record, ENOUGH[0]))
    assert not is_ready(record)


def test_framework_without_threshold_makes_nobody_ready(record):
    validate_skills(record, *ENOUGH)
    Domain.objects.update(threshold=None)
    assert not is_ready(record)


def test_each_record_is_counted_alone(record, other_record, b2i_adultes):
    validate_skills(record, *ENOUGH)
    validate_skills(other_record, *ENOUGH[:3])
    RecordFactory(framework=b2i_adultes)
    assert list(ready_for_jury(Record.objects.all())) == [record]
