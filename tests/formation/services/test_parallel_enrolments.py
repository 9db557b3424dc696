"""Capacity under parallel requests, for real: threads on PostgreSQL, or on a SQLite file opened as the site does."""

import sqlite3
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from extranet.site_tree import ensure_site_tree
from formation.enums import EnrolmentStatus
from formation.models import Enrolment
from formation.services import enrol, leave
from tests.factories.formation import EnrolmentFactory, SessionFactory
from tests.factories.reseau import EPMFactory, PositionFactory

CAPACITY = 5
PEOPLE = 24
THREADS = 8

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_parallel(tmp_path):
    """`in_parallel(task, items)`: runs `task(item)` for each item in several threads at once; a list of the answers.

    Writers can't share a SQLite database in memory: on SQLite its rows are copied into a file, where threads work.
    """
    path, main = tmp_path / "parallel.sqlite3", connections["default"]

    def connect() -> None:
        if main.vendor == "sqlite":
            connections["default"] = type(main)(main.settings_dict | {"NAME": str(path)}, "default")

    def call(task, items) -> list:
        if main.vendor == "sqlite" and not path.exists():
            main.ensure_connection()
            with closing(sqlite3.connect(path)) as copy:
                main.connection.backup(copy)
        threads = min(THREADS, len(items))
        together, opened = threading.Barrier(threads), []

        def begin() -> None:
            connect()
            connections["default"].inc_thread_sharing()
            opened.append(connections["default"])
            connections["default"].ensure_connection()
            together.wait(timeout=20)

        try:
            with ThreadPoolExecutor(max_workers=threads, initializer=begin) as pool:
                return list(pool.map(task, items))
        finally:
            for connection in opened:
                connection.close()

    return call


@pytest.fixture
def session():
    ensure_site_tree()
    return SessionFactory(capacity=CAPACITY)


@pytest.fixture
def people():
    epm = EPMFactory()
    return [PositionFactory(epm=epm).member for _ in range(PEOPLE)]


def read_statuses(in_parallel) -> Counter:
    """What the shared database holds in the end."""
    return in_parallel(lambda _: Counter(Enrolment.objects.values_list("status", flat=True)), [None])[0]


def test_parallel_requests_never_pass_the_capacity_and_lose_nobody(session, people, in_parallel):
    given = in_parallel(lambda member: enrol(session=session, member=member).status, people)

    expected = {EnrolmentStatus.CONFIRMED: CAPACITY, EnrolmentStatus.WAITING: PEOPLE - CAPACITY}
    assert Counter(given) == expected
    assert read_statuses(in_parallel) == expected


def test_places_left_in_parallel_with_requests_are_given_once(session, people, in_parallel):
    for member in people[:CAPACITY]:
        EnrolmentFactory(session=session, member=member)
    leaving, coming = people[:CAPACITY], people[CAPACITY:]

    def act(member) -> None:
        (leave if member in leaving else enrol)(session=session, member=member)

    in_parallel(act, coming[:CAPACITY] + leaving + coming[CAPACITY:])

    # Who came while a place was free has it; the others of the five were offered theirs.
    counted = read_statuses(in_parallel)
    held = counted.pop(EnrolmentStatus.CONFIRMED, 0) + counted.pop(EnrolmentStatus.OFFERED, 0)
    assert held == CAPACITY
    assert counted == {EnrolmentStatus.WAITING: len(coming) - CAPACITY, EnrolmentStatus.CANCELLED: CAPACITY}


def test_same_person_asking_many_times_at_once_has_one_place(session, people, in_parallel):
    def ask(member) -> str:
        try:
            return enrol(session=session, member=member).status
        except ValidationError as refusal:
            return refusal.message

    answers = in_parallel(ask, [people[0]] * THREADS)

    assert Counter(answers) == {
        EnrolmentStatus.CONFIRMED: 1,
        "Vous êtes déjà inscrit à cette session\u00a0: votre place est gardée.": THREADS - 1,
    }
    assert read_statuses(in_parallel) == {EnrolmentStatus.CONFIRMED: 1}
