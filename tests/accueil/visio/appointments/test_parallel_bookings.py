"""People book the same hour at the same moment: one gets it, and nobody is in two appointments, of one place or two."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from accueil.visio.appointments.models import Appointment, AppointmentQuarter
from accueil.visio.appointments.services.bookings import BookedPerson, book, move
from accueil.visio.partners.models import InterviewMotive, PartnerService
from reseau.places.models.epm import EPM
from tests.factories.accueil import OpeningSlotFactory, VisioDeskFactory, VisioRoomFactory
from tests.factories.reseau import PositionFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
TEN = datetime.time(10)


def try_to_book(epm_pk: int, day: datetime.date, begins: datetime.time = TEN) -> str:
    try:
        book(
            epm=EPM.objects.get(pk=epm_pk),
            service=PartnerService.objects.get(),
            motive=InterviewMotive.objects.get(),
            day=day,
            begins=begins,
            person=BookedPerson("Odile R."),
        )
    except ValidationError:
        return "refused"
    return "booked"


def test_hour_of_one_room_is_booked_once_on_postgresql(
    epm, service, motive, desk, slot, animator, colleague, in_parallel
):
    day = slot.days.earliest("day").day

    outcomes = in_parallel(lambda _: try_to_book(epm.pk, day), range(6))

    assert sorted(outcomes) == ["booked"] + ["refused"] * 5
    assert in_parallel(lambda _: (Appointment.objects.count(), AppointmentQuarter.objects.count()), [None]) == [(1, 2)]


def test_one_desk_serves_two_rooms_once_on_postgresql(
    epm, service, motive, desk, slot, partner, animator, colleague, in_parallel
):
    OpeningSlotFactory(room=VisioRoomFactory(epm=epm), partner=partner, first_day=slot.first_day)
    day = slot.days.earliest("day").day

    assert sorted(in_parallel(lambda _: try_to_book(epm.pk, day), range(4))) == ["booked"] + ["refused"] * 3


def test_member_of_two_places_welcomes_in_one_on_postgresql(
    epm, other_epm, service, motive, desk, slot, partner, animator, in_parallel
):
    PositionFactory(member=animator, epm=other_epm)
    OpeningSlotFactory(room=VisioRoomFactory(epm=other_epm), partner=partner, first_day=slot.first_day)
    VisioDeskFactory(epm=other_epm)
    day = slot.days.earliest("day").day

    outcomes = in_parallel(lambda pk: try_to_book(pk, day), [epm.pk, other_epm.pk, epm.pk, other_epm.pk])

    assert sorted(outcomes) == ["booked"] + ["refused"] * 3


def test_two_appointments_move_to_one_hour_and_one_stays_on_postgresql(
    epm, service, motive, desk, slot, animator, in_parallel
):
    day = slot.days.earliest("day").day
    for hour in (9, 11):
        assert try_to_book(epm.pk, day, datetime.time(hour)) == "booked"

    def move_it(key: int) -> str:
        try:
            move(appointment=Appointment.objects.with_place().get(pk=key), day=day, begins=TEN)
        except ValidationError:
            return "refused"
        return "moved"

    keys = list(Appointment.objects.order_by("pk").values_list("pk", flat=True))
    assert sorted(in_parallel(move_it, keys)) == ["moved", "refused"]
    assert in_parallel(lambda _: AppointmentQuarter.objects.count(), [None]) == [4]


def test_two_appointments_change_places_with_each_other_on_postgresql(
    epm, elsewhere, service, motive, desk, slot, animator, in_parallel
):
    day = slot.days.earliest("day").day
    places = [epm.pk, elsewhere.pk]
    assert [try_to_book(pk, day, datetime.time(9)) for pk in places] == ["booked", "booked"]

    def swap(pair: tuple[int, int]) -> int:
        key, place = pair
        appointment = Appointment.objects.with_place().get(pk=key)
        return move(appointment=appointment, day=day, begins=TEN, epm=EPM.objects.get(pk=place)).epm.pk

    keys = [Appointment.objects.get(room__epm=pk).pk for pk in places]
    assert in_parallel(swap, list(zip(keys, reversed(places), strict=True))) == list(reversed(places))
