"""Answers are kept until a table that they read changes, whoever changes it, and no longer."""

import pytest
from django.db import connection, transaction
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from extranet.operations.public_cache.models import TableChange
from extranet.operations.public_cache.triggers import drop_triggers, set_triggers
from forums.threads.readings.models import ForumReading
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.cached_query import MOST_ANSWERS, CachedQuery
from reseau.web.queries.paged_query import PagedQuery
from reseau.web.queries.row_counts import counted
from tests.factories.reseau import CommuneFactory, EPMFactory, MemberFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _counted():
    """The tests with real transactions empty all tables, the counts too."""
    drop_triggers(plan=["a migration"])
    set_triggers()


def epm_names() -> CachedQuery:
    epms = EPM.objects.order_by("pk").values_list("name", flat=True)
    return CachedQuery(lambda commune: epms.filter(commune=commune))


def statements_of(query: CachedQuery, **arguments) -> tuple[list, int]:
    """Return the rows, and how many queries there were beside that for the version."""
    with CaptureQueriesContext(connection) as queries:
        rows = query.rows(**arguments)
    return rows, sum("extranet_tablechange" not in each["sql"] for each in queries)


def test_same_question_is_asked_once():
    commune = CommuneFactory()
    EPMFactory(commune=commune, name="Médiathèque")
    names = epm_names()

    assert [statements_of(names, commune=commune) for _ in range(3)] == [
        (["Médiathèque"], number) for number in (1, 0, 0)
    ]


@pytest.mark.parametrize(
    "write",
    [
        lambda epm: EPM.objects.update(name="Cyberbase"),
        lambda epm: EPM.objects.filter(pk=epm.pk)._raw_delete("default"),
        lambda epm: EPMFactory(commune=epm.commune),
        lambda epm: setattr(epm, "name", "Tiers-lieu") or epm.save(),
    ],
)
def test_change_of_a_table_is_seen_at_once(write):
    epm = EPMFactory(name="Médiathèque")
    names = epm_names()
    names.rows(commune=epm.commune)

    write(epm)

    expected = list(EPM.objects.filter(commune=epm.commune).order_by("pk").values_list("name", flat=True))
    assert (names.rows(commune=epm.commune), expected != ["Médiathèque"]) == (expected, True)


def test_what_is_made_of_rows_is_made_once_for_each_change():
    epm, calls = EPMFactory(name="Médiathèque"), []

    def shout(rows):
        calls.append(len(rows))
        return [name.upper() for name in rows]

    names = CachedQuery(lambda: EPM.objects.values_list("name", flat=True), then=shout)
    before = [names.rows(), names.rows()]
    EPM.objects.filter(pk=epm.pk).update(name="Cyberbase")

    assert ([*before, names.rows()], calls) == ([["MÉDIATHÈQUE"], ["MÉDIATHÈQUE"], ["CYBERBASE"]], [1, 1])


def test_change_of_another_table_leaves_the_answer():
    epm = EPMFactory(name="Médiathèque")
    names = epm_names()
    names.rows(commune=epm.commune)

    MemberFactory()

    assert statements_of(names, commune=epm.commune) == (["Médiathèque"], 0)


def test_each_value_has_its_own_answer():
    here, there = EPMFactory(name="Ici"), EPMFactory(name="Là")
    names = epm_names()

    assert [names.rows(commune=epm.commune) for epm in (here, there, here)] == [["Ici"], ["Là"], ["Ici"]]


def test_rows_that_a_caller_changes_stay_as_they_were():
    epm = EPMFactory(name="Médiathèque")
    names = epm_names()
    names.rows(commune=epm.commune).append("Autre")

    assert names.rows(commune=epm.commune) == ["Médiathèque"]


def test_what_a_transaction_has_not_committed_is_seen_by_it_and_kept_for_nobody():
    epm = EPMFactory(name="Médiathèque")
    names = epm_names()
    names.rows(commune=epm.commune)

    with transaction.atomic():
        EPM.objects.update(name="Cyberbase")
        within = names.rows(commune=epm.commune)
        transaction.set_rollback(True)

    assert (within, names.rows(commune=epm.commune)) == (["Cyberbase"], ["Médiathèque"])


def test_table_that_is_not_counted_is_asked_each_time():
    marked = CachedQuery(lambda: counted(ForumReading.objects.all()))

    assert [statements_of(marked) for _ in range(2)] == [([0], 1), ([0], 1)]


def test_answer_that_depends_on_the_moment_is_asked_each_time():
    arrived = CachedQuery(lambda: counted(Member.objects.filter(date_joined__lt=timezone.now())))
    MemberFactory()

    assert [statements_of(arrived)[1] for _ in range(2)] == [1, 1]


def test_nothing_is_kept_while_nothing_is_counted():
    epm = EPMFactory(name="Médiathèque")
    names = epm_names()
    TableChange.objects.all().delete()

    assert [statements_of(names, commune=epm.commune)[1] for _ in range(2)] == [1, 1]


def test_memory_is_bounded():
    query = CachedQuery(lambda least: EPM.objects.filter(pk__gt=least).values_list("pk", flat=True))
    for least in range(MOST_ANSWERS + 10):
        query.rows(least=least)

    (compiled,) = query._of_the_hour[1].values()
    assert len(compiled.kept.answers) == MOST_ANSWERS


def test_filtered_counts_follow_the_rows():
    counts = CachedQuery(lambda: EPM.objects.values("is_open").annotate(open=Count("pk", filter=Q(is_open=True))))
    EPMFactory(is_open=True)
    before = counts.rows()
    EPM.objects.update(is_open=False)

    assert (before, counts.rows()) == ([{"is_open": True, "open": 1}], [{"is_open": False, "open": 0}])


def test_total_of_a_list_is_kept_and_its_page_is_that_of_its_keys():
    for name in "cab":
        EPMFactory(name=name)
    places = PagedQuery(
        lambda start_of: EPM.objects.filter(name__gte=start_of).select_related("commune").order_by("name"),
        keys=lambda start_of: EPM.objects.filter(name__gte=start_of).order_by("name"),
        size=2,
        keeps_total=True,
    )
    rows = places.of(start_of="a")

    assert (rows.count(), [[epm.name for epm in rows[start : start + 2]] for start in (0, 2)]) == (
        3,
        [["a", "b"], ["c"]],
    )
    with CaptureQueriesContext(connection) as queries:
        assert places.of(start_of="a").count() == 3
    assert ["extranet_tablechange" in query["sql"] for query in queries] == [True]
