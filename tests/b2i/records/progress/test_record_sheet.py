"""Tests of the contents of the page of a record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from b2i.records.enums import SelfPosition
from b2i.records.progress.enums import SkillStatus
from b2i.records.progress.record_progress import record_progress
from b2i.records.progress.record_sheet import build_record_sheet
from b2i.records.validation.services.validation import withdraw_proposal
from tests.factories.b2i import EvidenceFactory, PositioningFactory, skill_of
from tests.factories.validation import ProposalFactory, ValidationFactory, earlier_fact

pytestmark = pytest.mark.django_db


def skill_sheet(record, code: str):
    return next(
        sheet for domain in build_record_sheet(record).domains for sheet in domain.skills if sheet.skill.code == code
    )


def test_skills_follow_framework_order(record):
    codes = [[sheet.skill.code for sheet in domain.skills] for domain in build_record_sheet(record).domains]
    assert codes[0] == ["D1.1", "D1.2", "D1.3", "D1.4"]
    assert [len(domain) for domain in codes] == [4, 4, 3, 4, 3]


def test_skill_becomes_positioned_then_practised(record):
    skill = skill_of(record, "D1.2")
    assert skill_sheet(record, "D1.2").status == SkillStatus.NOT_SEEN
    PositioningFactory(record=record, skill=skill)
    assert skill_sheet(record, "D1.2").status == SkillStatus.POSITIONED
    EvidenceFactory(record=record, skill=skill)
    assert skill_sheet(record, "D1.2").status == SkillStatus.PRACTISED


def test_practised_skill_is_proposed_returned_and_validated(record):
    proposal = ProposalFactory(record=record)
    assert skill_sheet(record, "D1.1").status == SkillStatus.PROPOSED
    returned_validation = ValidationFactory(proposal=proposal, returned=True)
    sheet = skill_sheet(record, "D1.1")
    assert (sheet.status, sheet.decision, sheet.may_be_proposed) == (SkillStatus.RETURNED, returned_validation, True)
    second_proposal = ProposalFactory(record=record, evidence=proposal.evidence, centre=proposal.centre)
    assert skill_sheet(record, "D1.1").status == SkillStatus.PROPOSED
    ValidationFactory(proposal=second_proposal, centre_accreditation=returned_validation.centre_accreditation)
    sheet = skill_sheet(record, "D1.1")
    assert (sheet.status, sheet.is_validated, sheet.may_be_proposed) == (SkillStatus.VALIDATED, True, False)


def test_withdrawn_proposal_leaves_skill_practised(record, animator):
    withdraw_proposal(proposal=ProposalFactory(record=record), withdrawn_by=animator)
    assert skill_sheet(record, "D1.1").status == SkillStatus.PRACTISED


def test_validated_skill_stays_validated_beside_new_proposal(record):
    """A merge can leave a proposal beside a validation."""
    ValidationFactory(proposal=ProposalFactory(record=record))
    ProposalFactory(record=record)
    assert skill_sheet(record, "D1.1").status == SkillStatus.VALIDATED


def test_skill_without_evidence_cannot_be_proposed(record):
    PositioningFactory(record=record, level="alone")
    assert not skill_sheet(record, "D1.1").may_be_proposed


def test_later_positioning_does_not_undo_practice(record):
    EvidenceFactory(record=record)
    PositioningFactory(record=record, level="no")
    assert skill_sheet(record, "D1.1").status == SkillStatus.PRACTISED


def test_skill_shows_latest_positioning_and_every_line(record):
    PositioningFactory(record=record, level="no")
    PositioningFactory(record=record, level="alone")
    lines = [EvidenceFactory(record=record), EvidenceFactory(record=record)]
    sheet = skill_sheet(record, "D1.1")
    assert (sheet.level, list(sheet.evidence)) == (SelfPosition.ALONE, lines[::-1])


def test_lines_of_other_record_do_not_show(record, other_record):
    EvidenceFactory(record=other_record)
    PositioningFactory(record=other_record)
    assert skill_sheet(record, "D1.1").status == SkillStatus.NOT_SEEN


def test_sheet_and_progress_agree(record):
    EvidenceFactory(record=record)
    PositioningFactory(record=record, skill=skill_of(record, "D3.1"))
    ValidationFactory(proposal=ProposalFactory(record=record, skill=skill_of(record, "D2.1")))
    assert build_record_sheet(record).progress == record_progress(record)


def test_record_sheet_takes_four_queries(record, django_assert_num_queries):
    EvidenceFactory.create_batch(5, record=record)
    for number in range(1, 5):
        ValidationFactory(proposal=ProposalFactory(record=record, skill=skill_of(record, f"D1.{number}")))
    with django_assert_num_queries(4):
        sheet = build_record_sheet(record)
        assert {str(skill_sheet.decision.decided_by) != "" for skill_sheet in sheet.domains[0].skills} == {True}
        assert [str(line.observed_by) != "" for line in sheet.domains[0].skills[0].evidence] == [True] * 7


def test_practised_skills_are_ready_until_proposed(record):
    earlier_fact(EvidenceFactory(record=record))
    ProposalFactory(record=record, skill=skill_of(record, "D1.2"))
    EvidenceFactory.create_batch(2, record=record, skill=skill_of(record, "D1.3"))
    for days in (1, 2):
        day = timezone.localdate() - timedelta(days=days)
        EvidenceFactory(record=record, skill=skill_of(record, "D1.4"), kind="worked_on", observed_on=day)
    sheet = build_record_sheet(record)
    assert [skill_sheet.skill.code for skill_sheet in sheet.ready] == ["D1.1"]
    assert [skill_sheet.missing_facts for skill_sheet in sheet.domains[0].skills] == [0, 0, 1, 2]
    assert [skill_sheet.status for skill_sheet in sheet.domains[0].skills] == [
        SkillStatus.PRACTISED,
        SkillStatus.PROPOSED,
        SkillStatus.PRACTISED,
        SkillStatus.WORKED_ON,
    ]
