"""Rows that are only added to: neither changed nor deleted, but with the person they tell of."""

import pytest

from audit.append_only import HistoryError
from b2i.records.models import Evidence, Positioning
from tests.factories.b2i import EvidenceFactory, PositioningFactory, RecordFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(db):
    return RecordFactory()


@pytest.fixture(params=[EvidenceFactory, PositioningFactory])
def entry(request, record):
    return request.param(record=record)


def test_entry_cannot_be_saved_again(entry):
    with pytest.raises(HistoryError):
        entry.save()


def test_entry_cannot_be_deleted_alone(entry):
    with pytest.raises(HistoryError):
        entry.delete()


def test_entries_cannot_be_updated_in_bulk(entry):
    with pytest.raises(HistoryError):
        type(entry).objects.update(record=entry.record)


def test_entries_cannot_be_deleted_in_bulk(entry):
    with pytest.raises(HistoryError):
        type(entry).objects.all().delete()


def test_entries_cannot_be_updated_with_bulk_update(entry):
    with pytest.raises(HistoryError):
        type(entry).objects.bulk_update([entry], ["skill"])


def test_erasing_person_erases_their_history(entry):
    entry.record.learner.member.delete()
    assert (Evidence.objects.count(), Positioning.objects.count()) == (0, 0)


def test_evidence_outlives_account_of_observer(record):
    evidence = EvidenceFactory(record=record)
    evidence.observed_by.delete()
    assert Evidence.objects.get().observed_by is None
