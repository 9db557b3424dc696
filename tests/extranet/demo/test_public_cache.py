"""Kept pages and parts on the demo: as rendered anew, for as long as they say, and reading nothing that goes unseen."""

import datetime
import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from extranet.operations.public_cache.kept_views import KEPT_VIEWS, ClockChange
from extranet.operations.public_cache.unseen_tables import unseen_tables
from tests.clock import freeze_time
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
    "health": "says how the site is now", "enquetes:answer": "a form", "enquetes:answer_resume": "a form",
    "enquetes:answer_thanks": "says what was just sent", "enquetes:answer_code": "a form",
    "enquetes:campaign_code": "a form", "enquetes:kiosk": "a form", "accueil:opinion_tablet": "a form",
    "accueil:citizen_book": "a form", "accueil:door_move": "a form", "accueil:door_cancel": "a form",
    "accueil:appointment_door": "a private page", "accueil:partner_door": "a private page",
    "accueil:partner_book": "a private page", "projets:chantier": "figures of any table",
}  # fmt: skip
MISSING = "/nulle-part/"
# Says which of its lines is the browser that reads it.
OF_THE_BROWSER = "/compte/connexions/"
# Their lists are kept for members and learners too.
WITH_PARTS = [
    "/annuaire/", "/annuaire/cahors/", "/annuaire/?ouvert=oui", "/agenda/", "/agenda/?territoire=cahors",
    "/ressources/prochains-ateliers/", "/b2i/referentiels/b2i-adultes-2012/D1.2/",
    "/ressources/choisir-des-mots-de-passe-solides-et-les-retrouver/",
]  # fmt: skip
# Its sizes of pictures stay in Django's cache, under names that a test which is rolled back takes away.
WITH_PICTURES = "/le-reseau/partenaires/"
NUMBER = re.compile(r"\d+")
TABLE = re.compile(r'(?:FROM|JOIN|UPDATE|INTO) "(\w+)"')
# Of forms, and the seconds that are left of a connection.
TOKEN = re.compile(rb'value="[\w:-]{16,}"|data-left="\d+"')
FORM_TOKEN = re.compile(rb'name="(?:csrfmiddlewaretoken|form_key)" value="([^"]+)"')
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


@pytest.mark.night("renders every page of the demo twice")
@pytest.mark.parametrize("account", [account for account in PAGES if account != NOBODY])
def test_page_with_kept_parts_is_the_one_that_would_be_rendered(running_demo, browse, keys, account):
    """What a second reading does not ask was read for the kept parts."""
    unseen, read, different, repeated, spared = unseen_tables(), {}, [], [], 0
    with freeze_time(timezone.now()):
        with override_settings(PUBLIC_CACHE_BYTES=8_000_000):
            keeping = browse(account)
            keeping.get("/")
        rendering = browse(account)
        for path in WITH_PARTS + [path.format(**keys) for path in PAGES[account] if path != OF_THE_BROWSER]:
            rendering.get(path)  # notes what was read for the first time
            pages, queries = zip(*(answer(browser, path) for browser in (keeping, keeping, rendering)), strict=True)
            if len({TOKEN.sub(b"", page) for page in pages}) > 1:
                different.append(path)
            if set(FORM_TOKEN.findall(pages[0])) & set(FORM_TOKEN.findall(pages[1])):
                repeated.append(path)
            for sql in queries[0] - queries[1]:
                spared += 1
                read.setdefault(path, set()).update(set(TABLE.findall(sql)) & unseen)

    assert (different, repeated) == ([], [])
    assert {path: tables for path, tables in read.items() if tables} == {}
    assert spared > 0


def answer(browser: Client, path: str) -> tuple[bytes, Counter]:
    """Return the page and its queries, without their numbers: a set of keys is asked in any order."""
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(path)
    content = b"" if response.streaming else response.content
    return content, Counter(NUMBER.sub("0", query["sql"]) for query in queries)


def is_daily(path: str) -> bool:
    view = KEPT_VIEWS.get(view_of(path))
    return view is not None and view.changes is ClockChange.EACH_DAY
