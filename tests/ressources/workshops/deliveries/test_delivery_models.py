"""Deliveries: visibility, constraints, tallies and field notes."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from ressources.authoring.publication.services import withdraw
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from ressources.workshops.deliveries.queries import with_field_notes
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.ressources import SheetContentFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with freeze_time("2026-10-05 12:00"):
        yield


def unsaved(sheet, epm, member, **changes) -> Delivery:
    facts = {"date": date(2026, 10, 5), "headcount": 6, "minutes": 60}
    return Delivery(sheet=sheet, epm=epm, member=member, **(facts | changes))


def test_notes_are_visible_to_network_members_only(sheet, epm, animator, stranger, departed, reload_member):
    delivery = DeliveryFactory(sheet=sheet)
    readers = [animator, stranger, departed, LearnerFactory(epm=epm).member, AnonymousUser()]
    deliveries = [list(Delivery.objects.visible_to(reader)) for reader in readers]
    assert deliveries == [[delivery], [delivery], [], [], []]


def test_deliveries_of_withdrawn_sheet_are_for_its_authors_and_their_members(
    sheet, animator, stranger, territorial, other_territorial, other_epm, coordinator, colleague
):
    delivery = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger)
    withdraw(page=sheet, by=animator)
    readers = (stranger, animator, other_territorial, coordinator, territorial, colleague)
    deliveries = [list(Delivery.objects.visible_to(reader)) for reader in readers]
    assert deliveries == [[delivery], [delivery], [delivery], [delivery], [], []]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 10, 6), "Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant."),
        (
            date(2025, 3, 11),
            "Cette fiche est parue le 12 mars 2026\u00a0: choisissez un jour à partir du 12 mars 2025.",
        ),
    ],
)
def test_future_and_old_days_are_refused(sheet, epm, animator, day, sentence):
    with pytest.raises(ValidationError) as refusal:
        unsaved(sheet, epm, animator, date=day).full_clean()
    assert refusal.value.message_dict == {"date": [sentence]}


@pytest.mark.parametrize("day", [date(2026, 10, 5), date(2025, 3, 12)])
def test_today_and_the_year_before_publication_are_accepted(sheet, epm, animator, day):
    unsaved(sheet, epm, animator, date=day).full_clean()


@pytest.mark.parametrize(
    ("name", "value"), [("headcount", 0), ("headcount", 201), ("minutes", 4), ("minutes", 721), ("again", "maybe")]
)
def test_unlikely_figures_are_refused(sheet, epm, animator, name, value):
    with pytest.raises(ValidationError) as refusal:
        unsaved(sheet, epm, animator, **{name: value}).full_clean()
    assert list(refusal.value.message_dict) == [name]


def test_database_refuses_the_same_day_twice_and_empty_rooms(sheet, epm, animator):
    unsaved(sheet, epm, animator).save()
    for changes in ({}, {"date": date(2026, 10, 1), "headcount": 0}, {"date": date(2026, 10, 1), "minutes": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            unsaved(sheet, epm, animator, **changes).save()


def test_sheet_with_deliveries_cannot_be_deleted(sheet):
    DeliveryFactory(sheet=sheet)
    with pytest.raises(ProtectedError):
        WorkshopPage.objects.get(pk=sheet.pk).delete()


def test_delivery_outlives_the_account_of_its_member(sheet, stranger, other_epm):
    delivery = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger)
    stranger.delete()
    assert Delivery.objects.get().member is None
    assert (str(delivery), DeliveryTally.objects.get().times) == ("20 mars 2026, EPM de Luzech", 1)


@pytest.fixture
def with_notes(animator):
    """`with_notes(sheet)`: the sheet as loaded for its page, for a member."""
    return lambda sheet: with_field_notes(WorkshopPage.objects.all(), animator).get(pk=sheet.pk)


def test_notes_are_joined_for_nobody_outside_the_network(sheet, epm, departed):
    DeliveryFactory(sheet=sheet, went_well="Bien.")
    for reader in (departed, LearnerFactory(epm=epm).member, AnonymousUser()):
        assert not hasattr(with_field_notes(WorkshopPage.objects.all(), reader).get(pk=sheet.pk), "note_1")


def note_rows(sheet) -> list[tuple]:
    return [
        (note.date, str(note.epm), str(note.member), note.went_well, note.to_mend, note.get_again_display())
        for note in Delivery.objects.latest_notes_of(sheet)
    ]


def test_latest_notes_come_within_the_query_of_the_sheet(
    with_notes, sheet, other_epm, stranger, django_assert_num_queries
):
    DeliveryFactory(sheet=sheet, date=date(2026, 3, 29))  # no field note
    for day in range(20, 25):
        DeliveryFactory(
            sheet=sheet, epm=other_epm, member=stranger, date=date(2026, 3, day), went_well=f"Le {day}.", again="no"
        )
    DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, date=date(2026, 3, 28), to_mend="Trop long.")
    DeliveryFactory(went_well="Une autre fiche.")
    with_notes(sheet)  # SQLite is asked once whether it supports JSON
    with django_assert_num_queries(1):
        notes = note_rows(with_notes(sheet))
    assert notes == [
        (date(2026, 3, 28), "EPM de Luzech", str(stranger), "", "Trop long.", ""),
        (date(2026, 3, 24), "EPM de Luzech", str(stranger), "Le 24.", "", "Non"),
        (date(2026, 3, 23), "EPM de Luzech", str(stranger), "Le 23.", "", "Non"),
    ]
    assert note_rows(WorkshopPage.objects.get(pk=sheet.pk)) == notes


def test_note_shows_its_author_and_its_place(with_notes, sheet, other_epm, stranger):
    DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, went_well="Bien.")
    (note,) = Delivery.objects.latest_notes_of(with_notes(sheet))
    assert (note.member.get_absolute_url(), note.epm.get_absolute_url(), note.headcount, note.minutes) == (
        stranger.get_absolute_url(),
        other_epm.get_absolute_url(),
        6,
        75,
    )


def test_note_of_erased_member_is_still_shown(with_notes, sheet, stranger, other_epm):
    DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, went_well="Bien.")
    stranger.delete()
    assert [(note.member, note.went_well) for note in Delivery.objects.latest_notes_of(with_notes(sheet))] == [
        (None, "Bien.")
    ]


def test_sheet_without_notes_and_unsaved_page_have_none(with_notes, sheet):
    assert Delivery.objects.latest_notes_of(with_notes(sheet)) == Delivery.objects.latest_notes_of(WorkshopPage()) == []


def tally_of(sheet) -> DeliveryTally:
    return WorkshopPage.objects.select_related("delivery_tally").get(pk=sheet.pk).delivery_tally


def test_tally_is_worded_for_once_and_many_times(sheet, epm, other_epm):
    DeliveryFactory(sheet=sheet, epm=epm)
    first_tally = tally_of(sheet)
    assert (str(first_tally), first_tally.places_in_words) == ("animé\u00a0une\u00a0fois", "une\u00a0fois")
    assert (first_tally.usual_headcount, first_tally.again_in_words) == ("6\u00a0personnes", "")
    DeliveryFactory(sheet=sheet, epm=epm, again="yes", headcount=9, minutes=90)
    assert tally_of(sheet).places_in_words == "2\u00a0fois dans un EPM"
    DeliveryFactory(sheet=sheet, epm=other_epm, again="otherwise", headcount=12, minutes=180)
    DeliveryFactory(sheet=sheet, epm=other_epm, again="no", headcount=1, minutes=80)
    tally = tally_of(sheet)
    assert (str(tally), tally.places_in_words) == ("animé\u00a04\u00a0fois", "4\u00a0fois dans 2 EPM")
    assert (tally.usual_headcount, tally.people, tally.total_minutes) == ("7\u00a0personnes en moyenne", 28, 425)
    assert tally.again_in_words == "2 sur 3, dont 1 autrement"


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ((60,), "prévu 1\u00a0h, et en vrai aussi"),
        ((50, 65, 200), "prévu 1\u00a0h, et en vrai aussi"),
        ((103, 104, 60), "prévu 1\u00a0h, en vrai plutôt 1\u00a0h\u00a045"),
        ((40, 50), "prévu 1\u00a0h, en vrai plutôt 45\u00a0min"),
    ],
)
def test_real_duration_is_the_median_beside_the_planned_one(sheet, epm, minutes, sentence):
    for duration in minutes:
        DeliveryFactory(sheet=sheet, epm=epm, minutes=duration)
    assert tally_of(sheet).duration_in_words == sentence


def test_publishing_a_new_version_keeps_the_counters(sheet, territorial, animator):
    stale_page = WorkshopPage.objects.get(pk=sheet.pk)
    DeliveryFactory(sheet=sheet)
    stale_page.save_revision().publish()
    assert tally_of(sheet).times == 1


def test_copy_of_a_sheet_has_no_delivery(sheet):
    DeliveryFactory(sheet=sheet)
    copy = sheet.copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert (copy.deliveries.count(), DeliveryTally.objects.count()) == (0, 1)


def test_sheets_are_loaded_with_their_tally_in_one_query(epm, django_assert_num_queries):
    for _ in range(3):
        DeliveryFactory(sheet=SheetFactory(epm=epm, data=SheetContentFactory()))
    with django_assert_num_queries(1):
        assert [str(sheet.delivery_tally) for sheet in WorkshopPage.objects.with_card()] == [
            "animé\u00a0une\u00a0fois"
        ] * 3
