"""Queries compiled once give the rows of the plain queryset, whatever the values, and fall back to it."""

import datetime

import pytest
from django.db import models
from django.utils import timezone

from reseau.compiled_queries import CompiledQuery
from reseau.members.models.member import Member
from reseau.members.models.position import LIVE_POSITIONS, Position
from reseau.places.models.epm import EPM
from tests.factories.reseau import CommuneFactory, EPMFactory, MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def places():
    return [EPMFactory(seats=seats) for seats in (4, 8, 12)]


def with_seats(least: int, *, columns: tuple[str, ...] = ()) -> models.QuerySet:
    places = EPM.objects.filter(seats__gte=least).order_by("seats")
    return places.values_list(*columns) if columns else places


def test_each_run_takes_its_own_values(places):
    query = CompiledQuery(with_seats, least=models.IntegerField())

    assert [query.rows({"least": least}) for least in (5, 1, 13)] == [places[1:], places, []]


def test_shape_changes_what_is_asked(places):
    query = CompiledQuery(with_seats, least=models.IntegerField())

    found = [query.rows({"least": 5}, columns=columns) for columns in ((), ("seats",), ("seats", "pk"))]

    assert found == [places[1:], [(8,), (12,)], [(8, places[1].pk), (12, places[2].pk)]]


def test_database_is_asked_once_and_sql_written_once(places, django_assert_num_queries, monkeypatch):
    query = CompiledQuery(with_seats, least=models.IntegerField())
    query.rows({"least": 5})
    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.pre_sql_setup", None)

    with django_assert_num_queries(1):
        assert query.rows({"least": 9}) == places[2:]


def test_joined_and_prefetched_rows_come_along(places, django_assert_num_queries):
    for place in places:
        PositionFactory(epm=place)
    query = CompiledQuery(
        lambda least: with_seats(least).select_related("commune").prefetch_related("positions"),
        least=models.IntegerField(),
    )
    query.rows({"least": 5})

    with django_assert_num_queries(2):
        found = [(place.commune.name, len(place.positions.all())) for place in query.rows({"least": 5})]

    assert found == [(place.commune.name, 1) for place in places[1:]]


def test_annotations_and_dictionaries_are_kept(places):
    query = CompiledQuery(
        lambda least: with_seats(least).annotate(twice=models.F("seats") * 2).values("seats", "twice"),
        least=models.IntegerField(),
    )

    assert query.rows({"least": 9}) == [{"seats": 12, "twice": 24}]


def test_dates_are_given_as_the_database_takes_them(places):
    day = timezone.localdate()
    early, late = (PositionFactory(epm=places[0], start=day - days * DAY) for days in (9, 2))
    query = CompiledQuery(
        lambda day: Position.objects.filter(start__lte=day).order_by("start"), day=models.DateField()
    )

    assert [query.rows({"day": day - days * DAY}) for days in (1, 5, 10)] == [[early, late], [early], []]


def test_what_can_hold_nothing_is_empty_without_asking(django_assert_num_queries):
    query = CompiledQuery(lambda least: with_seats(least).none(), least=models.IntegerField())

    with django_assert_num_queries(0):
        assert query.rows({"least": 1}) == []


def test_query_that_cannot_be_compiled_is_asked_as_it_is(places, caplog):
    query = CompiledQuery(lambda least: with_seats(int(least)), least=models.IntegerField())

    found = [query.rows({"least": least}) for least in (5, 9)]

    assert found == [places[1:], places[2:]]
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_live_positions_are_compiled_and_those_of_the_plain_queryset():
    member, today = MemberFactory(), timezone.localdate()
    place = EPMFactory(commune=CommuneFactory())
    PositionFactory(member=member, epm=place, end=today)
    PositionFactory(member=member, epm=EPMFactory(), start=today - 90 * DAY, end=today - DAY)
    PositionFactory(member=member, epm=EPMFactory(), start=today + DAY)
    PositionFactory(member=member, territorial=True)
    PositionFactory(epm=place)

    plain = list(member.positions.live().main_first().with_place())

    assert LIVE_POSITIONS.compiled() is not None
    assert len(plain) == 2
    assert Member.objects.get(pk=member.pk).live_positions == plain
