"""Taps add up whatever the device and the order, and each counts once."""

import datetime
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from formation.enums import DayPart
from qualite.activity.visit_tally.models import RECEIPT_KEPT, HalfDayTally, TallyMark, part_of
from qualite.activity.visit_tally.services import count_people, forget_old_marks, write_taps
from qualite.activity.visit_tally.themes import VISIT
from tests.clock import freeze_time

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def _that_day():
    with freeze_time(NOW):
        yield


def tap(about=VISIT, amount=1, age=0, key=None):
    return {"about": about, "name": "Visites", "present": True, "amount": amount, "age": age, "key": key or new_key()}


def new_key():
    return str(uuid.uuid4())


def states(answers):
    return [answer["state"] for answer in answers]


def counts(epm):
    rows = HalfDayTally.objects.filter(epm=epm).order_by("date", "part", "subject")
    return [(row.date.day, row.part, row.subject, row.count) for row in rows]


def test_two_devices_add_up_and_never_overwrite(epm):
    telephone, computer = [tap() for _ in range(3)], [tap() for _ in range(2)]

    write_taps(epm=epm, raw_entries=computer)
    write_taps(epm=epm, raw_entries=telephone)

    assert counts(epm) == [(24, "morning", VISIT, 5)]


def test_queue_sent_twice_counts_once(epm):
    queue = [tap(), tap("sante"), tap(amount=-1)]
    write_taps(epm=epm, raw_entries=queue)

    assert states(write_taps(epm=epm, raw_entries=queue)) == ["already"] * 3
    assert counts(epm) == [(24, "morning", "sante", 1), (24, "morning", VISIT, 0)]


def test_tap_counts_in_the_half_day_when_it_was_made(epm):
    yesterday_evening = 15 * 3600

    write_taps(epm=epm, raw_entries=[tap(age=yesterday_evening), tap()])

    assert counts(epm) == [(23, "evening", VISIT, 1), (24, "morning", VISIT, 1)]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (tap("telegraphe"), "Ce thème n’existe plus."),
        (tap(amount=50), "Demande incomprise."),
        (tap(amount="1"), "Demande incomprise."),
        (tap(key="pas une clé"), "Demande incomprise."),
        (tap(amount=-1), "Il n’y a rien à retirer de cette demi-journée."),
    ],
)
def test_refused_tap_says_why_and_writes_nothing(epm, entry, why):
    (answer,) = write_taps(epm=epm, raw_entries=[entry])

    assert (answer["state"], answer["why"]) == ("refused", why)
    assert (sum(row.count for row in HalfDayTally.objects.all()), TallyMark.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("days", "amount", "why"),
    [
        (1, 1, "Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant."),
        (-400, 1, "Ce jour est trop ancien\u00a0: choisissez un jour de cette année."),
        (0, 501, "Un nombre va de 1 à 500."),
        (0, 0, "Un nombre va de 1 à 500."),
    ],
)
def test_count_copied_from_paper_is_checked(epm, days, amount, why):
    date = timezone.localdate() + datetime.timedelta(days=days)

    with pytest.raises(ValidationError) as refusal:
        count_people(epm=epm, subject=VISIT, date=date, part=DayPart.MORNING, amount=amount)

    assert refusal.value.messages == [why]


def test_database_refuses_a_second_count_of_a_half_day_and_a_negative_one(epm):
    half_day = {"epm": epm, "date": timezone.localdate(), "part": DayPart.MORNING}
    tally = HalfDayTally.objects.create(**half_day, count=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        HalfDayTally.objects.create(**half_day)
    with pytest.raises(IntegrityError), transaction.atomic():
        HalfDayTally.objects.filter(pk=tally.pk).update(count=-1)


@pytest.mark.parametrize(("hour", "part"), [(0, "morning"), (12, "morning"), (13, "afternoon"), (18, "evening")])
def test_part_of_the_day_follows_local_time(hour, part):
    assert part_of(datetime.datetime(2026, 7, 1, hour, tzinfo=ZoneInfo("Europe/Paris"))) == part


def test_old_receipts_go_and_counts_stay(epm):
    write_taps(epm=epm, raw_entries=[tap(), tap()])
    TallyMark.objects.filter(pk=TallyMark.objects.first().pk).update(created=NOW - RECEIPT_KEPT * 2)

    assert (forget_old_marks(), TallyMark.objects.count()) == (1, 1)
    assert counts(epm) == [(24, "morning", VISIT, 2)]
