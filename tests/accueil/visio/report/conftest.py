"""A year of video desks made by hand: two places, two partners, every status, hours open and taken, opinions."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from accueil.visio.opinions.models import OpinionMonth
from accueil.visio.slots.models import SlotDay
from tests.factories.accueil import (
    AppointmentFactory,
    EmissionFactorFactory,
    OpeningSlotFactory,
    PartnerFactory,
    VisioRoomFactory,
)

TODAY = datetime.date(2026, 11, 30)


def booked_before(day: datetime.date, days: int) -> datetime.datetime:
    moment = datetime.datetime.combine(day - datetime.timedelta(days=days), datetime.time(15))
    return timezone.make_aware(moment)


def given(epm, partner, month: datetime.date, received: int, *, welcome: int, expectations: int) -> OpinionMonth:
    """Opinions of a month: how many are favourable to each question, the others « non »."""
    return OpinionMonth.objects.create(
        epm=epm,
        partner=partner,
        month=month,
        interviews=received,
        received=received,
        welcome_rather_yes=welcome,
        welcome_no=received - welcome,
        expectations_yes=expectations,
        expectations_rather_no=received - expectations,
    )


@pytest.fixture
def caf():
    return PartnerFactory(short_name="CAF")


@pytest.fixture
def cpam():
    return PartnerFactory(short_name="CPAM")


@pytest.fixture
def gramat(epm):
    return VisioRoomFactory(epm=epm)


@pytest.fixture
def luzech(other_epm):
    return VisioRoomFactory(epm=other_epm)


def open_days(gramat, luzech, caf, cpam) -> None:
    """Write the days on which rooms were open: six hours for one partner, two hours and a half for the other."""
    march, june = datetime.date(2026, 3, 3), datetime.date(2026, 6, 9)
    slot = OpeningSlotFactory(room=gramat, partner=caf)
    other = OpeningSlotFactory(room=luzech, partner=cpam, begins=datetime.time(14), ends=datetime.time(16, 30))
    SlotDay.objects.all().delete()
    SlotDay.objects.bulk_create(
        [
            SlotDay(slot=slot, day=march),
            SlotDay(slot=slot, day=march + datetime.timedelta(days=7)),
            SlotDay(slot=other, day=june),
            SlotDay(slot=slot, day=datetime.date(2026, 12, 1)),
        ]
    )


def hold_in_june(gramat, luzech, cpam) -> None:
    """One interview held among those excused, cancelled and not noted yet."""
    june, seen = datetime.date(2026, 6, 9), {"state": "seen", "has_documents": False}
    AppointmentFactory(room=gramat, partner=cpam, day=june, state="excused")
    AppointmentFactory(room=luzech, partner=cpam, day=june, state="cancelled")
    AppointmentFactory(room=luzech, partner=cpam, day=june, begins=datetime.time(11), minutes=60)
    AppointmentFactory(
        room=luzech, partner=cpam, day=june, begins=datetime.time(14), real_minutes=30, kilometres=60,
        booked=booked_before(june, 6), **seen,
    )  # fmt: skip


def hold_at_luzech(luzech, caf) -> None:
    """An interview booked on its day, and one of the year before."""
    february, last_june = datetime.date(2026, 2, 3), datetime.date(2025, 6, 10)
    seen = {"state": "seen", "has_documents": False}
    AppointmentFactory(
        room=luzech,
        partner=caf,
        day=february,
        real_minutes=30,
        kilometres=10,
        booked=booked_before(february, 0),
        **seen,
    )
    AppointmentFactory(
        room=luzech,
        partner=caf,
        day=last_june,
        real_minutes=30,
        kilometres=50,
        booked=booked_before(last_june, 1),
        **seen,
    )


@pytest.fixture
def hand_made_year(caf, cpam, gramat, luzech):
    """Appointments of 2026 and 2025, on paper first: the tests below have the sums."""
    EmissionFactorFactory(grams=Decimal(200))
    EmissionFactorFactory(grams=Decimal(100), applies_from=datetime.date(2026, 3, 1))
    march = datetime.date(2026, 3, 3)
    seen = {"state": "seen", "has_documents": False}
    AppointmentFactory(
        room=gramat, partner=caf, day=march, real_minutes=20, kilometres=40, booked=booked_before(march, 3), **seen
    )
    AppointmentFactory(
        room=gramat,
        partner=caf,
        day=march,
        begins=datetime.time(10),
        state="seen",
        real_minutes=40,
        has_documents=True,
        booked=booked_before(march, 9),
    )
    AppointmentFactory(room=gramat, partner=caf, day=march, begins=datetime.time(11), state="no_show")
    hold_in_june(gramat, luzech, cpam)
    hold_at_luzech(luzech, caf)
    AppointmentFactory(room=gramat, partner=caf, day=datetime.date(2025, 12, 2), state="seen", real_minutes=30)
    AppointmentFactory(room=gramat, partner=caf, day=datetime.date(2026, 12, 1))
    open_days(gramat, luzech, caf, cpam)
