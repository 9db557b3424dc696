"""Once a sheet is closed, only a correction in the journal changes it, and figures follow."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alertes.channels.notices.models import Notice
from formation.proof.attendance.models.attendance import Attendance, AttendanceCorrection
from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.attendance.services.corrections import correct_attendance
from formation.proof.certificates.models import Certificate
from formation.proof.records.training_record import training_time
from formation.year.planning.year_plan import plan_figures
from tests.factories.formation import EnrolmentFactory, SessionFactory


@pytest.fixture
def absent(past_session, past_half_day, coordinator):
    """An absence recorded in a closed sheet."""
    enrolment = EnrolmentFactory(session=past_session)
    close_attendance(half_day=past_half_day, presences=[], by=coordinator)
    return enrolment


def test_correction_is_logged_and_figures_follow(past_half_day, absent, coordinator):
    correction = correct_attendance(
        half_day=past_half_day, enrolment=absent, is_present=True, by=coordinator, why="Oubliée sur la feuille"
    )

    assert (correction.was_present, correction.is_present, correction.by, correction.why) == (
        False, True, coordinator, "Oubliée sur la feuille",
    )  # fmt: skip
    assert str(correction) == f"{absent.member}\u00a0: absence → présence"
    assert training_time(absent.member).half_days == 1
    assert plan_figures(past_half_day.date.year).delivered == 1
    notice = Notice.objects.get(member=absent.member, key=f"attendance_correction:{correction.pk}")
    assert "absence → présence" in notice.text
    assert Certificate.objects.in_force().get().enrolment == absent

    correct_attendance(half_day=past_half_day, enrolment=absent, is_present=False, by=coordinator, why="Erreur de nom")
    assert not Certificate.objects.in_force().exists()
    assert training_time(absent.member).half_days == 0
    assert plan_figures(past_half_day.date.year).delivered == 0
    assert [line.words for line in AttendanceCorrection.objects.all()] == ["absence → présence", "présence → absence"]


def test_open_sheet_refuses_a_correction(past_half_day, past_session, coordinator):
    enrolment = EnrolmentFactory(session=past_session)

    with pytest.raises(ValidationError, match="n’est pas clos"):
        correct_attendance(half_day=past_half_day, enrolment=enrolment, is_present=True, by=coordinator, why="Là")


def test_half_day_that_has_not_begun_refuses_a_correction(half_day, past_half_day, absent, coordinator):
    """Even if another half-day is closed."""
    enrolment = EnrolmentFactory(session=half_day.session)

    with pytest.raises(ValidationError, match="n’est pas clos"):
        correct_attendance(half_day=half_day, enrolment=enrolment, is_present=True, by=coordinator, why="Là")

    assert not half_day.attendances.exists()


def test_correction_without_change_is_refused(past_half_day, absent, coordinator):
    with pytest.raises(ValidationError, match="déjà notée absente"):
        correct_attendance(half_day=past_half_day, enrolment=absent, is_present=False, by=coordinator, why="Rien")
    line = Attendance.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceCorrection.objects.create(attendance=line, was_present=True, is_present=True, why="Rien")


def test_participant_added_after_closing_gets_a_row_by_correction(past_half_day, absent, training, coordinator):
    late_enrolment = EnrolmentFactory(session=past_half_day.session)
    stranger = EnrolmentFactory(session=SessionFactory(training=training))
    corrected = {"half_day": past_half_day, "is_present": True, "by": coordinator, "why": "Arrivée en retard"}

    correct_attendance(enrolment=late_enrolment, **corrected)
    with pytest.raises(ValidationError, match="n’a pas de place"):
        correct_attendance(enrolment=stranger, **corrected)

    assert dict(Attendance.objects.values_list("enrolment", "is_present")) == {
        absent.pk: False,
        late_enrolment.pk: True,
    }
