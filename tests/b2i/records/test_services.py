"""Tests of evidence, positionings and retractions."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.append_only import HistoryError
from b2i.people.learners.models.learner import Learner
from b2i.records import services
from b2i.records.enums import SkillStatus
from b2i.records.models import Evidence, Positioning, Retraction
from b2i.records.progress.record_progress import record_progress
from b2i.records.progress.record_sheet import build_record_sheet
from b2i.records.services import PROPOSED, TOO_LATE, retract_evidence
from b2i.records.validation.models.validation import Withdrawal
from tests.factories.b2i import EvidenceFactory, SkillFactory, skill_of
from tests.factories.validation import ProposalFactory

pytestmark = pytest.mark.django_db


def test_evidence_stores_observer_text_place_and_day(record, skill, animator):
    services.add_evidence(record=record, skill=skill, text="  A rangé \n ses photos ", observed_by=animator)
    evidence = Evidence.objects.get()
    assert (evidence.text, evidence.kind) == ("A rangé ses photos", "worked_on")
    assert (evidence.observed_by, evidence.epm) == (animator, record.learner.epm)
    assert evidence.observed_on == timezone.localdate()


FACT = {"situation": "En atelier", "text": "A rangé ses photos", "help_given": "alone"}


def test_fact_accepts_other_day_and_place(record, skill, animator, other_epm):
    fact = services.add_fact(
        record=record,
        skill=skill,
        observed_by=animator,
        kind="work",
        epm=other_epm,
        observed_on=date(2026, 3, 12),
        **FACT,
    )
    assert (fact.kind, fact.epm, fact.observed_on) == ("work", other_epm, date(2026, 3, 12))
    assert (fact.circumstances, fact.is_worked_on) == ("En atelier, sans aide", False)


@pytest.mark.parametrize("text", ["   ", "x" * 301])
def test_evidence_with_wrong_text_is_refused(record, skill, animator, text):
    with pytest.raises(ValidationError):
        services.add_evidence(record=record, skill=skill, text=text, observed_by=animator)
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"text": " "},
        {"text": "Vu en atelier"},
        {"text": "a b " + "x" * 300},
        {"situation": " "},
        {"situation": "x" * 161},
        {"help_given": ""},
        {"help_given": "un peu"},
        {"kind": "deviné"},
        {"kind": "worked_on"},
        {"observed_on": date(2999, 1, 1)},
    ],
)
def test_fact_that_is_not_whole_is_refused(record, skill, animator, changed):
    with pytest.raises(ValidationError):
        services.add_fact(record=record, skill=skill, observed_by=animator, **FACT | changed)
    assert Evidence.objects.count() == 0


def test_skill_of_other_framework_is_refused(record, animator):
    foreign = SkillFactory()
    with pytest.raises(ValidationError, match="référentiel du livret"):
        services.add_evidence(record=record, skill=foreign, text="A programmé", observed_by=animator)
    with pytest.raises(ValidationError, match="référentiel du livret"):
        services.add_positionings(record=record, levels={foreign: "alone"})


def test_positionings_of_several_skills_are_added_at_once(record, skill):
    services.add_positionings(record=record, levels={skill: "no", skill_of(record, "D1.3"): "alone"})
    assert sorted(Positioning.objects.values_list("skill__code", "level")) == [("D1.2", "no"), ("D1.3", "alone")]


def test_repeating_same_level_adds_nothing(record, skill):
    services.add_positionings(record=record, levels={skill: "helped"})
    assert services.add_positionings(record=record, levels={skill: "helped"}) == []


def test_changed_level_keeps_earlier_ones(record, skill):
    for level in ("helped", "alone", "helped"):
        services.add_positionings(record=record, levels={skill: level})
    assert list(Positioning.objects.values_list("level", flat=True)) == ["helped", "alone", "helped"]


@pytest.fixture
def line(record):
    return EvidenceFactory(record=record)


def test_retracted_line_stays_and_proves_nothing(record, line, animator):
    retract_evidence(evidence=line, by=animator)
    assert Evidence.objects.get() == line
    assert list(Evidence.objects.standing()) == []
    assert build_record_sheet(record).domains[0].skills[0].status == SkillStatus.NOT_SEEN
    assert record_progress(record).done == 0
    assert Learner.objects.with_practised().get().practised == 0


def test_other_lines_of_skill_still_prove_it(record, line, animator):
    EvidenceFactory(record=record)
    retract_evidence(evidence=line, by=animator)
    assert (record_progress(record).done, Learner.objects.with_practised().get().practised) == (1, 1)
    assert len(build_record_sheet(record).domains[0].skills[0].evidence) == 1


def test_line_is_retracted_once(line, animator, colleague):
    retraction = retract_evidence(evidence=line, by=animator)
    assert retract_evidence(evidence=line, by=colleague) == retraction
    assert Retraction.objects.get().retracted_by == animator


def test_line_of_earlier_day_cannot_be_retracted(record, animator):
    line = EvidenceFactory(record=record, created=timezone.now() - timedelta(days=1))
    with pytest.raises(ValidationError) as refusal:
        retract_evidence(evidence=line, by=animator)
    assert (refusal.value.message, Retraction.objects.count()) == (TOO_LATE, 0)


def test_retraction_made_offline_counts_for_its_own_day(record, animator):
    yesterday = timezone.now() - timedelta(days=1)
    line = EvidenceFactory(record=record, created=yesterday)
    assert retract_evidence(evidence=line, by=animator, at=yesterday).created == yesterday


def test_line_of_proposed_skill_cannot_be_retracted(record, line, animator):
    ProposalFactory(record=record, skill=line.skill, evidence=line, centre=line.epm, proposed_by=animator)
    with pytest.raises(ValidationError) as refusal:
        retract_evidence(evidence=line, by=animator)
    assert refusal.value.message == PROPOSED


def test_line_of_the_very_instant_of_a_proposal_cannot_be_retracted(record, line, animator):
    ProposalFactory(record=record, skill=line.skill, created=line.created)
    with pytest.raises(ValidationError) as refusal:
        retract_evidence(evidence=line, by=animator)
    assert refusal.value.message == PROPOSED


def test_line_noted_after_a_proposal_that_rests_on_others_can_be_retracted(record, animator):
    yesterday = timezone.now() - timedelta(days=1)
    former = EvidenceFactory(record=record, created=yesterday, observed_on=timezone.localdate(yesterday))
    ProposalFactory(record=record, skill=former.skill, evidence=former, created=yesterday)
    line = EvidenceFactory(record=record, skill=former.skill)
    assert retract_evidence(evidence=line, by=animator).evidence == line


def test_both_facts_of_a_proposal_stay(record, line, animator):
    today_too = EvidenceFactory(record=record, skill=line.skill, observed_on=timezone.localdate() - timedelta(days=3))
    ProposalFactory(record=record, skill=line.skill, evidence=line, earlier_evidence=today_too)
    with pytest.raises(ValidationError, match="ne se retirent plus"):
        retract_evidence(evidence=today_too, by=animator)


def test_line_of_withdrawn_proposal_can_be_retracted(record, line, animator):
    proposal = ProposalFactory(record=record, skill=line.skill, evidence=line, centre=line.epm)
    Withdrawal.objects.create(proposal=proposal)

    assert retract_evidence(evidence=line, by=animator).evidence == line


def test_retraction_cannot_be_deleted(line, animator):
    retraction = retract_evidence(evidence=line, by=animator)
    with pytest.raises(HistoryError):
        retraction.delete()
    assert str(retraction).endswith("retirée")
