"""Queries compiled once give the rows of the plain queryset, whatever the values, and fall back to it."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.utils import timezone

from forums.threads.forums.models import Forum
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import LIVE_POSITIONS, Position
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from reseau.web.queries.compiled_query import CompiledQuery, check_same_question, few_lengths
from tests.clock import freeze_time
from tests.factories.reseau import CommuneFactory, EPMFactory, MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def communes():
    return [CommuneFactory(population=people) for people in (4, 8, 12)]


@pytest.fixture
def places(communes):
    return [EPMFactory(commune=commune) for commune in communes]


def peopled(least: int, *, columns: tuple[str, ...] = ()) -> models.QuerySet:
    communes = Commune.objects.filter(population__gte=least).order_by("population")
    return communes.values_list(*columns) if columns else communes


def test_each_run_takes_its_own_values(communes):
    query = CompiledQuery(peopled)

    assert [query.rows(least=least) for least in (5, 1, 13)] == [communes[1:], communes, []]


def test_types_of_content_made_again_are_asked_by_their_new_keys():
    query = CompiledQuery(lambda: ContentType.objects.filter(pk=ContentType.objects.get_for_model(Forum).pk))
    (before,) = query.rows()
    ContentType.objects.filter(pk=before.pk).delete()

    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)

    (after,) = query.rows()
    assert (after.model_class(), after.pk > before.pk) == (Forum, True)


def test_fractions_are_values(places):
    distances = [8.5, 0.25]
    query = CompiledQuery(lambda much: EPM.objects.filter(latitude__lt=models.F("latitude") + much).order_by("pk"))

    assert [query.rows(much=much) for much in (*distances, -0.5)] == [places, places, []]
    assert query.is_compiled(much=0.75)


def test_shape_changes_what_is_asked(communes):
    query = CompiledQuery(peopled, shape=["columns"])

    found = [query.rows(least=5, columns=columns) for columns in ((), ("population",), ("population", "pk"))]

    assert found == [communes[1:], [(8,), (12,)], [(8, communes[1].pk), (12, communes[2].pk)]]


def test_first_row_or_none(communes):
    query = CompiledQuery(peopled)

    assert [query.row(least=least) for least in (5, 13)] == [communes[1], None]


def test_database_is_asked_once_and_sql_written_once(communes, django_assert_num_queries, monkeypatch, settings):
    settings.COMPILED_QUERIES_CHECKED = False
    query = CompiledQuery(peopled)
    query.rows(least=5)
    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.pre_sql_setup", None)

    with django_assert_num_queries(1):
        assert query.rows(least=9) == communes[2:]


def test_joined_and_prefetched_rows_come_along(communes, places, django_assert_num_queries):
    query = CompiledQuery(lambda least: peopled(least).select_related("territory").prefetch_related("epms"))
    query.rows(least=5)

    with django_assert_num_queries(2):
        found = [(commune.territory.name, list(commune.epms.all())) for commune in query.rows(least=5)]

    assert found == [(commune.territory.name, [place]) for commune, place in zip(communes, places, strict=True)][1:]


def test_annotations_and_dictionaries_are_kept(communes):
    query = CompiledQuery(
        lambda least: peopled(least).annotate(twice=models.F("population") * 2).values("population", "twice")
    )

    assert query.rows(least=9) == [{"population": 12, "twice": 24}]


def test_list_begins_and_ends_where_it_is_told(communes):
    query = CompiledQuery(lambda start, end: peopled(1)[start:end], shape=["start", "end"])

    assert [query.rows(start=start, end=end) for start, end in ((0, 2), (1, 2), (2, 9))] == [
        communes[:2],
        communes[1:2],
        communes[2:],
    ]


def test_texts_and_lists_of_numbers_are_values(places):
    query = CompiledQuery(lambda name, keys: EPM.objects.filter(models.Q(name=name) | models.Q(pk__in=keys)))
    first, second, third = places

    found = [
        set(query.rows(name=name, keys=keys))
        for name, keys in ((first.name, (second.pk,)), ("", (third.pk,)), ("", (first.pk, third.pk)))
    ]

    assert found == [{first, second}, {third}, {first, third}]


@pytest.mark.parametrize(
    "build",
    [
        lambda name: EPM.objects.filter(search_name=fold(name)),
        lambda name: EPM.objects.filter(name=name.strip()),
        lambda name: EPM.objects.filter(name__icontains=name),
        lambda name: EPM.objects.filter(models.Q(name=name) | models.Q(search_name=fold(name))),
    ],
    ids=["without accents", "stripped", "within", "as it is and without accents"],
)
def test_text_from_which_another_is_made_is_asked_as_it_is(places, build, caplog):
    query = CompiledQuery(build)
    places[0].name = "L’Écluse"
    places[0].save()

    assert query.rows(name="L’Écluse") == [places[0]]
    assert not query.is_compiled(name="L’Écluse")


def test_text_with_the_signs_of_a_pattern_stands_for_itself(places):
    """« _ » and « % » of an address are signs to escape where a database compares whatever the case."""
    query = CompiledQuery(lambda email: Member.objects.filter(email__iexact=email))
    member = MemberFactory(email="jean_marc@example.org")
    MemberFactory(email="jean.marc@example.org")

    assert query.rows(email="JEAN_MARC@example.org") == [member]


def test_dates_are_given_as_the_database_takes_them(places):
    day = timezone.localdate()
    early, late = (PositionFactory(epm=places[0], start=day - days * DAY) for days in (9, 2))
    query = CompiledQuery(lambda day: Position.objects.filter(start__lte=day).order_by("start"))

    assert [query.rows(day=day - days * DAY) for days in (1, 5, 10)] == [[early, late], [early], []]


def test_moments_are_given_as_the_database_takes_them():
    now = timezone.now()
    early, late = (MemberFactory(date_joined=now - hours * DAY / 24) for hours in (9, 2))
    query = CompiledQuery(lambda now: Member.objects.filter(date_joined__lte=now).order_by("date_joined"))

    found = [query.rows(now=now - hours * DAY / 24) for hours in (1, 5, 10)]

    assert found == [[early, late], [early], []]
    assert query.is_compiled(now=now)


def test_what_can_hold_nothing_is_empty_without_asking(django_assert_num_queries):
    query = CompiledQuery(lambda least: peopled(least).none())

    with django_assert_num_queries(0):
        assert query.rows(least=1) == []


def test_day_of_today_is_compiled_again_the_next_day():
    PositionFactory(start=datetime.date(2026, 11, 28))
    query = CompiledQuery(lambda: Position.objects.live())

    with freeze_time("2026-11-27 12:00"):
        assert query.rows() == []
    with freeze_time("2026-11-28 12:00"):
        assert len(query.rows()) == 1


@pytest.mark.parametrize(
    "build",
    [
        lambda least: peopled(int(str(least)[:3])),
        lambda least: peopled(least + 1),
        lambda least: peopled(Commune.objects.filter(population__gte=least).count()),
        lambda least: peopled(1).prefetch_related(models.Prefetch("epms", queryset=EPM.objects.filter(pk__gte=least))),
    ],
    ids=["cut", "added to", "asked meanwhile", "inside a prefetch"],
)
def test_query_whose_values_would_be_lost_is_not_compiled(build, caplog):
    assert not CompiledQuery(build).is_compiled(least=5)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_moment_that_is_read_from_the_clock_moves_with_it():
    with freeze_time("2026-11-27 12:10"):
        MemberFactory(date_joined=timezone.now() - DAY)
    query = CompiledQuery(lambda: Member.objects.filter(date_joined__lte=timezone.now() - 2 * DAY))

    with freeze_time("2026-11-28 12:05"):
        assert query.rows() == []
        assert query.is_compiled()
    with freeze_time("2026-11-28 12:15"):
        assert len(query.rows()) == 1


def test_column_too_small_for_a_mark_is_asked_as_it_is(places):
    """PostgreSQL asks nothing where no row can hold the number: the mark would have made the list empty for ever."""
    query = CompiledQuery(lambda least: EPM.objects.filter(seats__gte=least))

    assert [len(query.rows(least=least)) for least in (1, 300)] == [3, 0]
    assert query.is_compiled(least=1) == (connection.vendor == "sqlite")


def test_query_that_cannot_be_compiled_is_asked_as_it_is(communes, caplog):
    query = CompiledQuery(lambda least: peopled({5: 5, 9: 9}[least]))

    found = [query.rows(least=least) for least in (5, 9)]

    assert found == [communes[1:], communes[2:]]
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_check_finds_a_query_that_asks_something_else(communes):
    compiler = peopled(5).query.get_compiler(using="default")

    with pytest.raises(AssertionError):
        check_same_question(compiler, peopled(6))


FORUMS = CompiledQuery(lambda reader: Forum.objects.visible_to(reader))


@pytest.mark.parametrize("role", [*Role, "learner", "two places", "same place twice"])
def test_reader_stands_for_everyone_of_the_same_role(role):
    def reader() -> Member:
        member = MemberFactory()
        match role:
            case Role.ANIMATOR:
                PositionFactory(member=member)
            case Role.TERRITORIAL:
                PositionFactory(member=member, territorial=True)
            case Role.COORDINATOR:
                PositionFactory(member=member, coordinator=True)
            case "two places":
                PositionFactory(member=member)
                PositionFactory(member=member, territorial=True)
            case "same place twice":
                commune = CommuneFactory()
                for _ in range(2):
                    PositionFactory(member=member, epm=EPMFactory(commune=commune))
        return member

    readers = [reader() for _ in range(3)]

    assert all(FORUMS.is_compiled(reader=each) for each in readers)
    assert [set(FORUMS.rows(reader=each)) for each in readers] == [
        set(Forum.objects.visible_to(each)) for each in readers
    ]


def test_visitor_is_a_shape():
    assert FORUMS.rows(reader=AnonymousUser()) == []


def test_column_of_a_reader_that_is_no_right_is_not_compiled():
    query = CompiledQuery(lambda reader: Member.objects.filter(first_name=reader.first_name))
    member = MemberFactory()

    assert not query.is_compiled(reader=member)
    assert member in query.rows(reader=member)


def test_live_positions_are_compiled_and_those_of_the_plain_queryset():
    member, today = MemberFactory(), timezone.localdate()
    place = EPMFactory(commune=CommuneFactory())
    PositionFactory(member=member, epm=place, end=today)
    PositionFactory(member=member, epm=EPMFactory(), start=today - 90 * DAY, end=today - DAY)
    PositionFactory(member=member, epm=EPMFactory(), start=today + DAY)
    PositionFactory(member=member, territorial=True)
    PositionFactory(epm=place)

    plain = list(member.positions.live().main_first().with_place())

    assert LIVE_POSITIONS.is_compiled(member=member.pk)
    assert len(plain) == 2
    assert Member.objects.get(pk=member.pk).live_positions == plain


def test_new_hour_begun_by_another_thread_keeps_nothing_of_the_hour_before(communes):
    """A thread that compiles across the full hour leaves its query in the hour to which it belongs."""

    def build(least: int) -> models.QuerySet:
        hour = timezone.localtime().hour
        if moments:
            with freeze_time(moments.pop()):
                query.rows(least=1)
        return peopled(least).filter(population__lte=hour)

    query, moments = CompiledQuery(build), ["2026-11-28 11:00:01"]

    with freeze_time("2026-11-28 10:59:59"):
        assert query.rows(least=1) == communes[:2]
    with freeze_time("2026-11-28 11:30:00"):
        assert query.rows(least=1) == communes


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], (-1,)),
        ([7], (7,)),
        ([9, 7, 9], (7, 9)),
        ([3, 1, 2], (1, 2, 3, -1)),
        (range(5), (0, 1, 2, 3, 4, -1, -2, -3)),
    ],
)
def test_keys_are_lengthened_to_a_power_of_two(keys, expected):
    assert few_lengths(keys) == expected
