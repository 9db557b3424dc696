"""Tests of records, positionings and evidence."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from b2i.records.models import Positioning, Record
from tests.factories.b2i import (
    EvidenceFactory,
    FollowingFactory,
    FrameworkFactory,
    LearnerFactory,
    PositioningFactory,
    RecordFactory,
    skill_of,
)

pytestmark = pytest.mark.django_db


def test_record_is_visible_to_its_learner_and_their_animators(record, other_record, animator):
    assert list(Record.objects.visible_to(record.learner.member)) == [record]
    assert list(Record.objects.visible_to(animator)) == [record]


def test_record_is_not_visible_to_others(record, territorial, coordinator, stranger):
    for user in (territorial, coordinator, stranger, AnonymousUser()):
        assert list(Record.objects.visible_to(user)) == []


def test_record_is_visible_to_animators_of_further_epm(record, other_epm, stranger):
    FollowingFactory(learner=record.learner, epm=other_epm)
    assert list(Record.objects.visible_to(stranger)) == [record]


def test_record_of_other_framework_is_not_on_base(record):
    RecordFactory(learner=record.learner, framework=FrameworkFactory())
    assert list(Record.objects.on_base()) == [record]


def test_learner_without_record_on_base_is_represented_by_their_latest(record, other_record):
    learner = LearnerFactory()
    _earlier, latest = (RecordFactory(learner=learner, framework=FrameworkFactory()) for _ in range(2))
    RecordFactory(learner=record.learner, framework=FrameworkFactory())

    assert set(Record.objects.on_base()) == {record, other_record, latest}


def test_learner_has_one_record_for_each_framework(record):
    with pytest.raises(IntegrityError):
        RecordFactory(learner=record.learner, framework=record.framework)


def test_latest_positioning_counts(record):
    PositioningFactory(record=record, level="no")
    latest_positioning = PositioningFactory(record=record, level="alone")
    assert Positioning.objects.last_levels() == {(record.pk, latest_positioning.skill_id): "alone"}


def test_empty_evidence_is_refused_by_database(record):
    with pytest.raises(IntegrityError):
        EvidenceFactory(record=record, text="")


def test_entries_are_displayed_with_their_skill(record):
    positioning = PositioningFactory(record=record)
    evidence = EvidenceFactory(record=record, skill=skill_of(record, "D2.1"), text="A repéré un faux message")
    assert [str(record), str(positioning), str(evidence)] == [
        "Livret de Jeanne Delpech, B2i Adultes",
        "D1.1\u00a0: J’y arrive avec de l’aide",
        "D2.1\u00a0: A repéré un faux message",
    ]
