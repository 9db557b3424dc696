"""Tests of the contents of the page of a record."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from b2i.people.learners.models.learner import Learner
from b2i.records.enums import SelfPosition, SkillStatus
from b2i.records.progress.record_progress import record_progress
from b2i.records.progress.record_sheet import build_record_sheet
from b2i.records.self_positioning import answer_can_dos
from b2i.records.validation.services.validation import withdraw_proposal
from tests.factories.b2i import EvidenceFactory, GroupSessionFactory, PositioningFactory, skill_of
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


def test_tick_is_a_note_that_changes_no_state_no_count_and_nothing_that_is_left(record):
    skill = skill_of(record, "D1.1")
    PositioningFactory(record=record, skill=skill, level="helped")
    before = build_record_sheet(record)
    EvidenceFactory(record=record, skill=skill, group_session=GroupSessionFactory(), observed_on=date(2026, 11, 3))
    after = build_record_sheet(record)
    assert (after.progress, record_progress(record)) == (before.progress, before.progress)
    assert (after.next_skills(limit=None), after.ready, after.short_of_facts) == (
        before.next_skills(limit=None),
        [],
        [],
    )
    sheet = skill_sheet(record, "D1.1")
    assert (sheet.status, sheet.is_practised, sheet.worked_on) == (SkillStatus.POSITIONED, False, date(2026, 11, 3))
    assert Learner.objects.with_practised().get(pk=record.learner_id).practised == 0


def test_facts_stand_before_the_ticks_of_later_days(record):
    tick = EvidenceFactory(record=record, kind="worked_on", text="Travaillé\u00a0: Permanence du jour")
    fact = EvidenceFactory(record=record, observed_on=timezone.localdate() - timedelta(days=30))
    for with_people in (True, False):
        assert list(build_record_sheet(record, with_people=with_people).domains[0].skills[0].evidence) == [fact, tick]


def test_skill_validated_before_facts_were_asked_for_stays_practised_everywhere(record):
    line = EvidenceFactory(record=record, is_fact=False)
    assert build_record_sheet(record).progress.done == 0
    proposal = ProposalFactory(record=record, evidence=line, former=True)
    ValidationFactory(proposal=proposal, under_former_rule=True)
    assert build_record_sheet(record).progress == record_progress(record)
    assert Learner.objects.with_practised().get(pk=record.learner_id).practised == 1


@pytest.mark.parametrize(
    ("levels", "is_to_show"), [(["alone"] * 3, True), (["alone"] * 2 + ["helped"], False), (["alone"] * 2, False)]
)
def test_skill_that_the_learner_manages_alone_is_to_be_shown(record, levels, is_to_show):
    can_dos = list(skill_of(record, "D1.1").can_dos.all())
    assert len(can_dos) == 3
    answer_can_dos(record=record, levels=dict(zip(can_dos, levels, strict=False)))
    for with_can_dos in (True, False):
        sheet = build_record_sheet(record, with_can_dos=with_can_dos)
        assert [each.code for each in sheet.to_show] == (["D1.1"] if is_to_show else [])
    EvidenceFactory(record=record)
    assert build_record_sheet(record).to_show == []


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
        SkillStatus.NOT_SEEN,
    ]
