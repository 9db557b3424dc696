"""Hours that closed attendances prove."""

from django.utils import timezone

from formation.enums import DayPart
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.records.training_record import TrainingTime, training_time
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, in_days


def test_time_counts_presences_of_closed_half_days(past_session, past_half_day, animator):
    afternoon = HalfDayFactory(
        session=past_session, date=past_half_day.date, part=DayPart.AFTERNOON, closed_at=timezone.now()
    )
    missed_half_day = HalfDayFactory(session=past_session, date=in_days(-6), closed_at=timezone.now())
    enrolment = EnrolmentFactory(session=past_session, member=animator)
    other_enrolment = EnrolmentFactory(session=past_session)
    Attendance.objects.bulk_create(
        [
            Attendance(half_day=past_half_day, enrolment=enrolment, is_present=True),
            Attendance(half_day=afternoon, enrolment=enrolment, is_present=True),
            Attendance(half_day=afternoon, enrolment=other_enrolment, is_present=True),
            Attendance(half_day=missed_half_day, enrolment=enrolment, is_present=False),
        ]
    )

    assert training_time(animator) == TrainingTime(half_days=1, minutes=180)


def test_time_without_presence_is_zero(animator):
    assert training_time(animator) == TrainingTime(half_days=0, minutes=0)
