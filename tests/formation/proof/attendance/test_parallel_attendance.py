"""Concurrent entries: each is written once, and no place is given twice."""

import uuid
from collections import Counter

import pytest

from extranet.public.pages.site_tree import ensure_site_tree
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.services.offline_attendance import write_entries
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def half_day():
    """A half-day of yesterday: three people have a place, two places are left."""
    ensure_site_tree()
    session = SessionFactory(capacity=5, dates=[in_days(-1)])
    EnrolmentFactory.create_batch(3, session=session)
    return session.half_days.get()


def entry(about, **details) -> dict:
    return {"key": str(uuid.uuid4()), "about": str(about), "present": True, "how": "ticked", "age": 0, **details}


def test_queue_sent_by_two_windows_at_once_is_written_once_on_postgresql(half_day, in_parallel):
    trainer = MemberFactory(coordinator=True)
    queue = [entry(item.pk) for item in half_day.session.enrolments.all()]

    def send(_) -> list[str]:
        return [str(outcome["state"]) for outcome in write_entries(half_day=half_day, raw_entries=queue, by=trainer)]

    states = Counter(state for outcome in in_parallel(send, list(range(6))) for state in outcome)
    (lines,) = in_parallel(lambda _: list(Attendance.objects.values_list("key", flat=True)), [0])

    assert states.keys() <= {"written", "already"}
    assert sorted(map(str, lines)) == sorted(item["key"] for item in queue)


def test_six_late_arrivals_at_once_share_two_places_on_postgresql(half_day, in_parallel):
    trainer = MemberFactory(coordinator=True)
    late_entries = [entry("late", member=str(PositionFactory().member.pk)) for _ in range(6)]

    def send(late_entry) -> str:
        (outcome,) = write_entries(half_day=half_day, raw_entries=[late_entry], by=trainer)
        return str(outcome["state"])

    states = Counter(in_parallel(send, late_entries))
    (confirmed_count,) = in_parallel(lambda _: half_day.session.enrolments.confirmed().count(), [0])

    assert (states, confirmed_count) == (Counter(refused=4, written=2), 5)
