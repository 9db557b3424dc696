"""Concurrent entries: each is written once, and no place is given twice."""

import uuid
from collections import Counter

import pytest

from extranet.pages.site_tree import ensure_site_tree
from formation.attendance.models.attendance import Attendance
from formation.attendance.services.offline_attendance import write_entries
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def half_day():
    """A half-day of yesterday: three people have a place, two places are left."""
    ensure_site_tree()
    session = SessionFactory(capacity=5, dates=[in_days(-1)])
    EnrolmentFactory.create_batch(3, session=session)
    return session.half_days.get()


def entry(about, **details) -> dict:
    return {"key": str(uuid.uuid4()), "about": str(about), "present": True, "how": "ticked", "age": 0, **details}


def test_queue_sent_by_two_windows_at_once_is_written_once(half_day, in_parallel):
    trainer = MemberFactory(coordinator=True)
    queue = [entry(one.pk) for one in half_day.session.enrolments.all()]

    def send(_) -> list[str]:
        return [str(response["state"]) for response in write_entries(half_day=half_day, raw_entries=queue, by=trainer)]

    states = Counter(state for response in in_parallel(send, list(range(6))) for state in response)
    (lines,) = in_parallel(lambda _: list(Attendance.objects.values_list("key", flat=True)), [0])

    assert states.keys() <= {"written", "already"}
    assert sorted(map(str, lines)) == sorted(one["key"] for one in queue)


def test_six_late_arrivals_at_once_share_two_places(half_day, in_parallel):
    trainer = MemberFactory(coordinator=True)
    late = [entry("late", member=str(PositionFactory().member.pk)) for _ in range(6)]

    def send(one) -> str:
        (response,) = write_entries(half_day=half_day, raw_entries=[one], by=trainer)
        return str(response["state"])

    states = Counter(in_parallel(send, late))
    (confirmed,) = in_parallel(lambda _: half_day.session.enrolments.confirmed().count(), [0])

    assert (states, confirmed) == (Counter(refused=4, written=2), 5)
