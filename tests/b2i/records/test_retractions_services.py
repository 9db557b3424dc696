"""Tests of the retraction of a line on the day it was noted."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.append_only import HistoryError
from b2i.learners.models.learner import Learner
from b2i.progress.enums import SkillStatus
from b2i.progress.record_progress import record_progress
from b2i.progress.record_sheet import build_record_sheet
from b2i.records.models import Evidence, Retraction
from b2i.records.services import PROPOSED, TOO_LATE, retract_evidence
from b2i.validation.models.validation import Proposal
from tests.factories.b2i import EvidenceFactory

pytestmark = pytest.mark.django_db


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
    first = retract_evidence(evidence=line, by=animator)
    assert retract_evidence(evidence=line, by=colleague) == first
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
    Proposal.objects.create(record=record, skill=line.skill, evidence=line, centre=line.epm, proposed_by=animator)
    with pytest.raises(ValidationError) as refusal:
        retract_evidence(evidence=line, by=animator)
    assert refusal.value.message == PROPOSED


def test_retraction_cannot_be_deleted(line, animator):
    retraction = retract_evidence(evidence=line, by=animator)
    with pytest.raises(HistoryError):
        retraction.delete()
    assert str(retraction).endswith("retirée")
