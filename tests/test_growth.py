"""No page reads more because the network is larger: how its queries find their rows, and which are asked once.

SQLite has no statistics here (ADR 85), so that the plan of a query is the same over a large table and an empty one.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.records.progress.views.records import EPMS
from extranet.dashboards.home.lists import first_half_days_to_come
from extranet.operations.public_cache.triggers import drop_triggers, set_triggers
from extranet.public.contact.models import ContactPage
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.news import NewsIndexPage
from formation.offer.catalogue.models.catalogue import CataloguePage
from formation.offer.needs.views import MOST_WANTED, rows_of_page
from reseau.calendar.agenda.dates import ENTRIES
from reseau.directory.place_facets import feature_groups
from reseau.directory.place_search import PlaceSearch
from reseau.places.models.epm import EPM
from reseau.texts.tags.tagged_kinds import seen_among
from reseau.web.live_pages import live_pages
from ressources.declarations.learner_sections import SHEET_KEYS, sheets_on
from ressources.library.models import LibraryPage
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory

KEYS = (1, 2, 3, 4)
# What grows with the network, by the alias under which a plan may scan it.
GROWING = (
    *("ressources_sheet", "ressources_workshoppage", "ressources_workshoptag", "wagtailcore_page"),
    *("formation_wish", "formation_voice", "b2i_learner", "reseau_epm"),
)


def plan_of(queryset) -> list[str]:
    sql, params = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [line for *_, line in cursor.fetchall()]


def scans(queryset) -> list[str]:
    """Return the lines of the plan that read a whole table."""
    return [line for line in plan_of(queryset) if line.startswith("SCAN")]


@pytest.mark.django_db
@pytest.mark.sqlite
def test_rows_are_found_by_key_whatever_the_network_has():
    """A scan of a growing table, or of the rows of an inner query of it, fails."""
    visitor, animator = AnonymousUser(), PositionFactory().member

    assert scans(first_half_days_to_come()) == []
    assert scans(seen_among(visitor, KEYS)) == []
    assert scans(sheets_on(animator, KEYS, KEYS)) == []
    assert [line for line in scans(rows_of_page(animator, KEYS)) if line.split()[1] in GROWING] == []


@pytest.mark.django_db
@pytest.mark.sqlite
def test_places_of_the_facets_of_features_are_listed_once():
    plan = plan_of(feature_groups(PlaceSearch.of_everything(), EPM.objects.open()))

    assert sum("SUBQUERY" in line and "REUSE" not in line for line in plan) == 1, plan


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        (MOST_WANTED, {}),
        (ENTRIES, {"first": timezone.localdate(), "last": timezone.localdate() + timedelta(days=60), "epm": None}),
        (SHEET_KEYS, {"skills": KEYS, "first": KEYS}),
        (EPMS.total, {}),
    ],
    ids=["most wanted needs", "dates of the agenda", "sheets on skills", "EPM with learners"],
)
def test_what_looks_at_every_row_is_asked_once(query, arguments):
    """These compare all rows of the network: they stay in memory until one of their tables changes."""
    # The tests with real transactions empty all tables, the counts too.
    drop_triggers(plan=["a migration"])
    set_triggers()
    reader = MemberFactory(coordinator=True)
    LearnerFactory(epm=EPMFactory())
    assert reader.is_in_network  # reads its positions, once

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            query.rows(reader=reader, **arguments)
        return sum("extranet_tablechange" not in each["sql"] for each in queries)

    assert (asked(), asked()) == (1, 0)


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("kind", [HomePage, LibraryPage, CataloguePage, ContactPage, NewsIndexPage])
def test_a_page_that_is_alone_of_its_kind_is_found_among_its_kind(kind):
    assert [line for line in plan_of(live_pages(kind)) if "SCAN wagtailcore_page" in line] == []
    # Otherwise the test could not fail.
    assert any("SCAN wagtailcore_page" in line for line in plan_of(kind.objects.live()))
