"""One record as its pages show it."""

import pytest

from b2i.enums import SelfPosition, SkillStatus
from b2i.progress import record_progress
from b2i.record_sheet import read_record
from tests.factories.b2i import EvidenceFactory, PositioningFactory, skill_of

pytestmark = pytest.mark.django_db


def skill_sheet(record, code: str):
    return next(sheet for domain in read_record(record).domains for sheet in domain.skills if sheet.skill.code == code)


def test_skills_come_in_the_order_of_the_framework(record):
    codes = [[sheet.skill.code for sheet in domain.skills] for domain in read_record(record).domains]
    assert codes[0] == ["D1.1", "D1.2", "D1.3", "D1.4"]
    assert [len(domain) for domain in codes] == [4, 4, 3, 4, 3]


def test_a_skill_goes_from_not_seen_to_positioned_to_practised(record):
    skill = skill_of(record, "D1.2")
    assert skill_sheet(record, "D1.2").status == SkillStatus.NOT_SEEN
    PositioningFactory(record=record, skill=skill)
    assert skill_sheet(record, "D1.2").status == SkillStatus.POSITIONED
    EvidenceFactory(record=record, skill=skill)
    assert skill_sheet(record, "D1.2").status == SkillStatus.PRACTISED


def test_a_later_doubt_of_the_learner_does_not_undo_what_was_seen(record):
    EvidenceFactory(record=record)
    PositioningFactory(record=record, level="no")
    assert skill_sheet(record, "D1.1").status == SkillStatus.PRACTISED


def test_a_skill_shows_the_last_thing_said_and_every_line(record):
    PositioningFactory(record=record, level="no")
    PositioningFactory(record=record, level="alone")
    lines = [EvidenceFactory(record=record), EvidenceFactory(record=record)]
    sheet = skill_sheet(record, "D1.1")
    assert (sheet.level, list(sheet.evidence)) == (SelfPosition.ALONE, lines[::-1])


def test_lines_of_another_record_stay_there(record, other_record):
    EvidenceFactory(record=other_record)
    PositioningFactory(record=other_record)
    assert skill_sheet(record, "D1.1").status == SkillStatus.NOT_SEEN


def test_the_sheet_counts_like_the_progress(record):
    EvidenceFactory(record=record)
    PositioningFactory(record=record, skill=skill_of(record, "D3.1"))
    assert read_record(record).progress == record_progress(record)


def test_a_record_is_read_in_three_queries(record, django_assert_num_queries):
    EvidenceFactory.create_batch(5, record=record)
    with django_assert_num_queries(3):
        sheet = read_record(record)
        assert [str(line.observed_by) != "" for line in sheet.domains[0].skills[0].evidence] == [True] * 5
