"""Capacity under real parallel transactions (`in_parallel`).

Row locks are those of PostgreSQL. One test runs on a SQLite file too, where many writers at once wait for each other.
"""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from extranet.public.pages.site_tree import ensure_site_tree
from formation.enums import DayPart, EnrolmentStatus
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.services.enrolments import enrol, leave
from formation.sessions.half_day_rules import Slot
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import open_session
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.parallel import THREADS

CAPACITY = 5
PEOPLE = 24
CROWD = 200

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session():
    ensure_site_tree()
    return SessionFactory(capacity=CAPACITY)


@pytest.fixture
def people():
    epm = EPMFactory()
    return [PositionFactory(epm=epm).member for _ in range(PEOPLE)]


def read_statuses(in_parallel) -> Counter:
    """Statuses in the shared database at the end."""
    return in_parallel(lambda _: Counter(Enrolment.objects.values_list("status", flat=True)), [None])[0]


@pytest.mark.postgresql
def test_parallel_requests_never_exceed_the_capacity_and_lose_nobody_on_postgresql(session, people, in_parallel):
    statuses = in_parallel(lambda member: enrol(session=session, member=member).status, people)

    expected = {EnrolmentStatus.CONFIRMED: CAPACITY, EnrolmentStatus.WAITING: PEOPLE - CAPACITY}
    assert Counter(statuses) == expected
    assert read_statuses(in_parallel) == expected


def test_two_hundred_requests_at_once_give_exactly_the_places(session, in_parallel):
    epm = EPMFactory()
    crowd = [PositionFactory(epm=epm).member for _ in range(CROWD)]

    in_parallel(lambda member: enrol(session=session, member=member), crowd)

    assert read_statuses(in_parallel) == {
        EnrolmentStatus.CONFIRMED: CAPACITY,
        EnrolmentStatus.WAITING: CROWD - CAPACITY,
    }


@pytest.mark.postgresql
def test_room_requested_by_many_sessions_at_once_goes_to_one_on_postgresql(session, in_parallel):
    """Eight coordinators open a session in the same room at the same time."""
    epm, training = EPMFactory(), session.training
    by = PositionFactory(coordinator=True).member
    slot = Slot.usual(in_days(20), DayPart.MORNING)

    def ask(_) -> str:
        try:
            open_session(training=training, session_data=SessionData.in_epm(epm, capacity=2), half_days=[slot], by=by)
        except ValidationError as refusal:
            return refusal.messages[0].split(" le ")[0]
        return "ouverte"

    answers = in_parallel(ask, range(THREADS))

    assert Counter(answers) == {"ouverte": 1, f"L’{epm.name} est déjà pris": THREADS - 1}


@pytest.mark.postgresql
def test_member_who_enrols_twice_at_the_same_time_has_one_place_on_postgresql(session, in_parallel, people):
    """In two sessions of the same morning, from two windows."""
    clashing_sessions = [SessionFactory(training=session.training, epm=EPMFactory()) for _ in range(THREADS - 1)]

    def ask(any_session) -> str:
        try:
            return enrol(session=any_session, member=people[0]).status
        except ValidationError as refusal:
            return refusal.messages[0].split(" le ")[0]

    answers = in_parallel(ask, [session, *clashing_sessions])

    assert Counter(answers) == {EnrolmentStatus.CONFIRMED: 1, "Vous avez déjà une session": THREADS - 1}
    assert read_statuses(in_parallel) == {EnrolmentStatus.CONFIRMED: 1}


@pytest.mark.postgresql
def test_places_released_in_parallel_with_requests_are_given_once_on_postgresql(session, people, in_parallel):
    for member in people[:CAPACITY]:
        EnrolmentFactory(session=session, member=member)
    leavers, newcomers = people[:CAPACITY], people[CAPACITY:]

    def act(member) -> None:
        (leave if member in leavers else enrol)(session=session, member=member)

    in_parallel(act, newcomers[:CAPACITY] + leavers + newcomers[CAPACITY:])

    # People who came while a place was free have it; the others of the five got an offer.
    counts = read_statuses(in_parallel)
    places_taken = counts.pop(EnrolmentStatus.CONFIRMED, 0) + counts.pop(EnrolmentStatus.OFFERED, 0)
    assert places_taken == CAPACITY
    assert counts == {EnrolmentStatus.WAITING: len(newcomers) - CAPACITY, EnrolmentStatus.CANCELLED: CAPACITY}


@pytest.mark.postgresql
def test_member_with_many_parallel_requests_has_one_place_on_postgresql(session, people, in_parallel):
    def ask(member) -> str:
        try:
            return enrol(session=session, member=member).status
        except ValidationError as refusal:
            return refusal.message

    answers = in_parallel(ask, [people[0]] * THREADS)

    assert Counter(answers) == {
        EnrolmentStatus.CONFIRMED: 1,
        "L’inscription est déjà enregistrée\u00a0: la place est gardée.": THREADS - 1,
    }
    assert read_statuses(in_parallel) == {EnrolmentStatus.CONFIRMED: 1}
