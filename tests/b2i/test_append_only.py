"""The history of a record is only added to."""

import pytest

from b2i.append_only import HistoryError
from b2i.records.models import Evidence, Positioning
from tests.factories.b2i import EvidenceFactory, PositioningFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[EvidenceFactory, PositioningFactory])
def entry(request, record):
    return request.param(record=record)


def test_an_entry_is_not_saved_again(entry):
    with pytest.raises(HistoryError):
        entry.save()


def test_an_entry_is_not_deleted_alone(entry):
    with pytest.raises(HistoryError):
        entry.delete()


def test_entries_are_not_updated_in_bulk(entry):
    with pytest.raises(HistoryError):
        type(entry).objects.update(record=entry.record)


def test_entries_are_not_deleted_in_bulk(entry):
    with pytest.raises(HistoryError):
        type(entry).objects.all().delete()


def test_entries_are_not_updated_one_by_one_in_bulk(entry):
    with pytest.raises(HistoryError):
        type(entry).objects.bulk_update([entry], ["skill"])


def test_erasing_a_person_erases_her_history(entry):
    entry.record.learner.member.delete()
    assert (Evidence.objects.count(), Positioning.objects.count()) == (0, 0)


def test_what_was_seen_outlives_the_account_of_who_saw_it(record):
    evidence = EvidenceFactory(record=record)
    evidence.observed_by.delete()
    assert Evidence.objects.get().observed_by is None
