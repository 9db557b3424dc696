"""Tests of the passage of a record to a new version."""

import pytest
from django.core.exceptions import ValidationError

from b2i.admission.registration.services import create_learner
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.renewals import services
from b2i.outcomes.renewals.models import Renewal
from b2i.outcomes.renewals.services import renew_record, renewable_records
from b2i.records.models import Record
from b2i.records.progress.paper import booklet_paper
from b2i.records.progress.record_sheet import build_record_sheet
from tests.b2i.validation_builder import validate_skills
from tests.factories.b2i import EvidenceFactory, PositioningFactory, RecordFactory

pytestmark = pytest.mark.django_db


def test_new_record_is_in_use_and_cites_the_former_one_which_keeps_all(record, new_version, animator):
    validate_skills(record, "D1.1")
    PositioningFactory(record=record)
    lines = {name: list(getattr(record, name).values()) for name in ("evidence", "positionings", "proposals")}
    renewal = renew_record(record=record, by=animator)
    assert Record.objects.on_base().get(learner=record.learner) == renewal.record
    assert (renewal.former, renewal.record.framework, renewal.renewed_by) == (record, new_version, animator)
    assert {name: list(getattr(record, name).values()) for name in lines} == lines
    assert renewal.record.evidence.count() == 0
    assert renewable_records().count() == 0


def test_second_passage_is_refused(record, new_version, animator):
    renew_record(record=record, by=animator)
    for each in Record.objects.filter(learner=record.learner):
        with pytest.raises(ValidationError, match="déjà sur le référentiel en usage"):
            renew_record(record=each, by=animator)
    assert Renewal.objects.count() == 1


def test_record_waits_for_its_decision(proposal, new_version, animator):
    with pytest.raises(ValidationError, match="Une décision est attendue"):
        renew_record(record=proposal.record, by=animator)


def test_record_waits_for_its_jury(record, new_version, animator):
    Candidacy.objects.create(record=record, noted_by=animator)
    with pytest.raises(ValidationError, match="attend un jury"):
        renew_record(record=record, by=animator)
    other_record = RecordFactory(framework=record.framework, learner__epm=record.learner.epm)
    assert renew_record(record=other_record, by=animator).former == other_record


def test_record_without_crosswalk_stays(record, new_version, animator):
    Crosswalk.objects.filter(target=new_version).delete()
    with pytest.raises(ValidationError, match=services.NO_CROSSWALK[:40]):
        renew_record(record=record, by=animator)
    assert renewable_records().count() == 0


def test_other_epm_does_not_pass_the_record(record, new_version, stranger):
    EvidenceFactory(record=record)
    with pytest.raises(ValidationError, match="tient ce livret"):
        renew_record(record=record, by=stranger)


def test_record_opened_on_the_new_version_has_nothing_to_pass(new_version, epm, animator):
    create_learner(first_name="Odette", epm=epm, created_by=animator)
    assert [each.framework.slug for each in renewable_records()] == ["b2i-adultes-2012"]


def test_booklet_of_the_new_record_cites_the_former_one(record, new_version, animator):
    renewal = renew_record(record=record, by=animator)
    cited = "Il fait suite au livret B2i Adultes, ouvert le"
    assert booklet_paper(build_record_sheet(renewal.record)).data.count(cited) == 1
    assert booklet_paper(build_record_sheet(record)).data.count(cited) == 0
