"""Visits noted, corrected, taken back; who reads which."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reseau.directory.place_visits.models import NOTE_LENGTH, PlaceVisit
from reseau.directory.place_visits.services import TO_COME, correct_visit, note_visit, take_back_visit
from tests.factories.reseau import MemberFactory, PlaceVisitFactory

pytestmark = pytest.mark.django_db


def test_visit_is_kept_with_its_day_and_its_author(epm, territorial):
    today = timezone.localdate()

    visit = note_visit(epm=epm, by=territorial, date=today, note="Deux postes\r\nen panne. ", is_shared=True)

    visit.refresh_from_db()
    assert (visit.epm, visit.visitor, visit.date) == (epm, territorial, today)
    assert (visit.note, visit.is_shared) == ("Deux postes\nen panne.", True)


def test_visit_is_not_shared_unless_somebody_says_so(epm, territorial):
    assert not note_visit(epm=epm, by=territorial, date=timezone.localdate(), note="Bien.").is_shared


def test_visit_to_come_is_refused(epm, territorial):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError) as refusal:
        note_visit(epm=epm, by=territorial, date=tomorrow, note="Bien.")
    assert refusal.value.message_dict == {"date": [TO_COME]}
    assert not PlaceVisit.objects.exists()


@pytest.mark.parametrize("note", ["", "  \n", "x" * (NOTE_LENGTH + 1)])
def test_empty_or_endless_note_is_refused(epm, territorial, note):
    with pytest.raises(ValidationError) as refusal:
        note_visit(epm=epm, by=territorial, date=timezone.localdate(), note=note)
    assert list(refusal.value.message_dict) == ["note"]


def test_database_refuses_a_visit_without_a_note(epm, territorial):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceVisitFactory(epm=epm, visitor=territorial, note="")


def test_note_is_corrected(epm, territorial):
    visit = PlaceVisitFactory(epm=epm, visitor=territorial)
    day = timezone.localdate() - datetime.timedelta(days=3)

    correct_visit(visit=visit, date=day, note="Autre chose.", is_shared=True)

    visit.refresh_from_db()
    assert (visit.date, visit.note, visit.is_shared) == (day, "Autre chose.", True)


def test_note_is_taken_back(epm, territorial):
    take_back_visit(visit=PlaceVisitFactory(epm=epm, visitor=territorial))
    assert not PlaceVisit.objects.exists()


def test_note_outlives_the_account_of_its_author(epm, territorial):
    visit = PlaceVisitFactory(epm=epm, visitor=territorial)
    territorial.delete()
    visit.refresh_from_db()
    assert visit.visitor is None


def test_each_reads_what_is_theirs(epm, other_epm, territorial, other_territorial, coordinator, animator, stranger):
    kept = PlaceVisitFactory(epm=epm, visitor=territorial)
    shared = PlaceVisitFactory(epm=epm, visitor=territorial, is_shared=True)
    elsewhere = PlaceVisitFactory(epm=other_epm, visitor=other_territorial, is_shared=True)

    def read(user) -> set[PlaceVisit]:
        return set(PlaceVisit.objects.visible_to(user))

    assert read(coordinator) == {kept, shared, elsewhere}
    assert read(territorial) == {kept, shared}
    assert read(other_territorial) == {elsewhere}
    assert read(animator) == {shared}
    assert read(stranger) == {elsewhere}
    assert read(MemberFactory()) == set()
