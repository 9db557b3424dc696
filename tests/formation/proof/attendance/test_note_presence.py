"""Recording presences: duplicates are written once, and the strongest proof stays."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.proof.attendance.enums import Means
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.services.attendance import close_attendance, note_presence
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from formation.sessions.models.signature import Signature
from tests.factories.formation import EnrolmentFactory, SessionFactory

STROKE = Signature("M10,10L40,60")


@pytest.fixture
def person(past_session):
    return EnrolmentFactory(session=past_session)


def test_presence_stores_author_time_and_means(past_half_day, person, coordinator):
    at, key = timezone.now() - datetime.timedelta(hours=2), uuid.uuid4()

    line = note_presence(
        half_day=past_half_day, enrolment=person, by=coordinator, how=Means.TABLET, signature=STROKE, at=at, key=key
    )

    line.refresh_from_db()
    assert (line.is_present, line.how, line.noted_by, line.noted_at, line.key) == (
        True, "tablet", coordinator, at, key,
    )  # fmt: skip
    assert line.signed == STROKE


def test_same_entry_twice_leaves_one_unchanged_row(past_half_day, person, coordinator):
    entry = {"half_day": past_half_day, "enrolment": person, "how": Means.TICKED, "key": uuid.uuid4()}
    first = note_presence(by=coordinator, **entry)

    note_presence(by=coordinator, is_present=False, **entry)

    assert [(line.pk, line.is_present, line.noted_at) for line in Attendance.objects.all()] == [
        (first.pk, True, first.noted_at)
    ]


@pytest.mark.parametrize(
    ("first_means", "second_means", "expected"),
    [
        (Means.TICKED, Means.TABLET, Means.TABLET),
        (Means.QR, Means.PAPER, Means.PAPER),
        (Means.TABLET, Means.QR, Means.TABLET),
        (Means.PAPER, Means.TICKED, Means.PAPER),
    ],
)
def test_strongest_proof_wins_among_three_inputs(
    past_half_day, person, coordinator, first_means, second_means, expected
):
    for means in (first_means, second_means):
        note_presence(half_day=past_half_day, enrolment=person, by=coordinator, how=means)

    assert Attendance.objects.get().how == expected


def test_earlier_absence_does_not_replace_a_presence(past_half_day, person, coordinator):
    now = timezone.now()
    arguments = {"half_day": past_half_day, "enrolment": person, "by": coordinator, "how": Means.TICKED}
    note_presence(**arguments, at=now)

    note_presence(**arguments, is_present=False, at=now - datetime.timedelta(minutes=5))
    assert Attendance.objects.get().is_present

    note_presence(**arguments, is_present=False, at=now + datetime.timedelta(minutes=5))
    assert not Attendance.objects.get().is_present


def test_unticked_participant_loses_their_signature(past_half_day, person, coordinator):
    arguments = {"half_day": past_half_day, "enrolment": person, "by": coordinator}
    note_presence(**arguments, how=Means.TABLET, signature=STROKE)

    line = note_presence(**arguments, how=Means.TICKED, is_present=False)

    assert (line.is_present, bool(line.signed)) == (False, False)


def test_attendance_opens_a_quarter_of_an_hour_before(half_day, coordinator):
    arguments = {
        "half_day": half_day,
        "enrolment": EnrolmentFactory(session=half_day.session),
        "by": coordinator,
        "how": Means.TICKED,
    }
    opening = half_day.begins_at - datetime.timedelta(minutes=15)

    with pytest.raises(ValidationError, match="n’a pas commencé") as refusal:
        note_presence(**arguments, at=opening - datetime.timedelta(seconds=1))

    assert refusal.value.message.endswith("à 8\u00a0h\u00a045.")
    assert note_presence(**arguments, at=opening).is_present


def test_presence_is_refused_if_closed_cancelled_or_without_place(past_half_day, person, coordinator):
    arguments = {"half_day": past_half_day, "by": coordinator, "how": Means.TICKED}
    strangers = [EnrolmentFactory(session=SessionFactory(training=past_half_day.session.training)),
                 EnrolmentFactory(session=past_half_day.session, waiting=True)]  # fmt: skip
    for stranger in strangers:
        with pytest.raises(ValidationError, match="Seules les personnes inscrites"):
            note_presence(**arguments, enrolment=stranger)
    close_attendance(half_day=past_half_day, presences=[], by=coordinator)
    with pytest.raises(ValidationError, match="déjà clos"):
        note_presence(**arguments, enrolment=person)
    Session.objects.update(status=SessionStatus.CANCELLED)
    with pytest.raises(ValidationError, match="annulée"):
        note_presence(**arguments, enrolment=person)

    assert list(Attendance.objects.values_list("enrolment", "is_present")) == [(person.pk, False)]


def test_closing_keeps_recorded_presences_and_marks_the_others_absent(past_half_day, person, coordinator):
    ticked, absent = EnrolmentFactory.create_batch(2, session=past_half_day.session)
    note_presence(half_day=past_half_day, enrolment=person, by=person.member, how=Means.QR)

    closed_half_day = close_attendance(half_day=past_half_day, presences=[ticked], by=coordinator, signature=STROKE)

    lines = {line.enrolment_id: (line.is_present, line.how, line.noted_by) for line in Attendance.objects.all()}
    assert lines == {
        person.pk: (True, "qr", person.member),
        ticked.pk: (True, "ticked", coordinator),
        absent.pk: (False, "ticked", coordinator),
    }
    assert closed_half_day.signed == STROKE


def test_trainer_may_untick_a_presence_recorded_by_code(past_half_day, person, coordinator):
    """A member who scanned a code sent by a friend is unticked, and stays absent when the sheet is closed."""
    note_presence(half_day=past_half_day, enrolment=person, by=person.member, how=Means.QR)

    note_presence(half_day=past_half_day, enrolment=person, by=coordinator, how=Means.TICKED, is_present=False)
    close_attendance(half_day=past_half_day, presences=[], by=coordinator, signature=STROKE)

    line = Attendance.objects.get()
    assert (line.is_present, line.noted_by) == (False, coordinator)
