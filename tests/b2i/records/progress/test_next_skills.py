"""Tests of the choice of the next skills."""

import pytest

from b2i.records.progress.record_sheet import build_record_sheet
from tests.factories.b2i import EvidenceFactory, PositioningFactory, skill_of

pytestmark = pytest.mark.django_db


def codes(record, **options) -> list[str]:
    return [skill.code for skill in build_record_sheet(record).next_skills(**options)]


def practise(record, *codes: str) -> None:
    for code in codes:
        EvidenceFactory(record=record, skill=skill_of(record, code))


def test_beginner_starts_with_first_domain(record):
    assert codes(record) == ["D1.1", "D1.2", "D1.3", "D1.4"]


def test_domain_nearest_to_threshold_comes_first(record):
    practise(record, "D4.1", "D4.4")
    assert codes(record) == ["D4.2", "D4.3", "D1.1", "D1.2"]


def test_skill_managed_with_help_comes_first_in_domain(record):
    PositioningFactory(record=record, skill=skill_of(record, "D1.3"), level="helped")
    assert codes(record, limit=2) == ["D1.3", "D1.1"]


def test_domain_at_threshold_comes_last(record):
    practise(record, "D1.1", "D1.2", "D1.3")
    assert codes(record, limit=18)[0] == "D2.1"
    assert codes(record, limit=18)[-1] == "D1.4"


def test_complete_record_has_no_next_skill(record):
    for skill in [sheet.skill.code for domain in build_record_sheet(record).domains for sheet in domain.skills]:
        practise(record, skill)
    assert codes(record) == []
