"""Kept pages on the demo: the same as rendered anew, stand as long as they say, and read nothing that goes unseen."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone
from freezegun import freeze_time

from extranet.public_cache.kept_views import KEPT_VIEWS, ClockChange
from extranet.public_cache.unseen_tables import unseen_tables
from tests.pages import NOBODY, PAGES

pytestmark = pytest.mark.django_db

MORE_PAGES = [
    "/ressources/choisir-des-mots-de-passe-solides-et-les-retrouver/", "/ressources/?type=story", "/ressources/?page=2",
    "/ressources/acheter-en-ligne-sans-crainte-ni-mauvaise-surprise/", "/ressources/?tri=animes&niveau=1",
    "/formation/parentalite-et-ecrans/", "/annuaire/?ouvert=oui", "/annuaire/carte/?zoom=2&centre=44.5,1.5",
    "/agenda/?territoire=cahors", "/b2i/referentiels/b2i-adultes-2012/D1.2/",
]  # fmt: skip
VISITED = [*PAGES[NOBODY], *MORE_PAGES]
# What answers each visitor anew, and why.
ANSWERED_ANEW = {
    "account_login": "a form", "account_reset_password": "a form", "b2i:card_login": "a form", "contact": "a form",
    "reseau:hours_report": "a form", "contact_sent": "says what was just sent", "proof_form": "words that one types",
    "health": "says how the site is now",
}  # fmt: skip
MISSING = "/nulle-part/"
# Its sizes of pictures stay in Django's cache, under names that a test which is rolled back takes away.
WITH_PICTURES = "/le-reseau/partenaires/"
TABLE = re.compile(r'(?:FROM|JOIN|UPDATE|INTO) "(\w+)"')
HOURS = (
    datetime.time(0, 0, 5),
    datetime.time(7, 31),
    datetime.time(12, 0),
    datetime.time(17, 59),
    datetime.time(23, 59, 50),
)


@pytest.fixture
def paths(keys) -> list[str]:
    return [path.format(**keys) for path in VISITED]


def view_of(path: str) -> str:
    return resolve(path.partition("?")[0]).view_name


def test_every_page_of_visitors_is_kept_or_says_why_not(paths):
    views = {view_of(path) for path in paths if path != MISSING}

    assert views - KEPT_VIEWS.keys() == set(ANSWERED_ANEW)
    assert KEPT_VIEWS.keys() - views == set()


def test_kept_page_is_the_one_that_would_be_rendered_and_reads_no_unseen_table(running_demo, paths):
    unseen, read = unseen_tables(), {}
    with override_settings(PUBLIC_CACHE_BYTES=8_000_000):
        keeping = Client()
        keeping.get("/")
    kept = 0
    for path in paths:
        Client().get(path)  # makes the sizes of pictures, once
        with CaptureQueriesContext(connection) as queries:
            first = keeping.get(path)
        if "etag" not in first.headers:
            continue
        kept += 1
        read[path] = {table for query in queries for table in TABLE.findall(query["sql"])} & unseen
        with CaptureQueriesContext(connection) as queries:
            again = keeping.get(path)
        assert (path, len(queries), again.content) == (path, 1, Client().get(path).content)
        assert dict(again.cookies) == {}
        assert b"csrfmiddlewaretoken" not in again.content

    assert {path: tables for path, tables in read.items() if tables} == {}
    assert kept > len(paths) / 2


def test_page_kept_for_a_day_is_the_same_at_any_hour(running_demo, paths):
    today = timezone.localdate()
    daily = [path for path in paths if is_daily(path) and path != WITH_PICTURES]
    visitor = Client()

    texts = {path: set() for path in daily}
    for hour in HOURS:
        with freeze_time(timezone.make_aware(datetime.datetime.combine(today, hour)).astimezone(datetime.UTC)):
            for path in daily:
                texts[path].add(visitor.get(path).content)

    assert [path for path, found in texts.items() if len(found) > 1] == []


def is_daily(path: str) -> bool:
    view = KEPT_VIEWS.get(view_of(path))
    return view is not None and view.changes is ClockChange.EACH_DAY
