"""Every kind of page, on the demo: it opens, writes nothing but who read it, costs few queries, and is light."""

import inspect
import re

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from b2i.accesses.models import Access
from search.index.services import rebuild_index
from tests.pages import PAGES

pytestmark = pytest.mark.django_db

CASES = [(account, path) for account, paths in PAGES.items() for path in paths]
MOST_QUERIES = 12
# Without the charts, which stand for a picture.
MOST_BYTES = 30_000
CHART = re.compile(rb'<svg [^>]*role="img".*?</svg>', re.DOTALL)
READ_THE_INDEX = ("/recherche/", "/sante/", "/forums/reseau/?q=")
# Messages with cards ask once for each kind of object that their links lead to.
KINDS_OF_CARDS = {"/forums/reseau/la-cle-usb-d-une-visiteuse-n-est-plus-reconnue/": 1}
# What a place offers and its rooms are tables of their own, read by the page of the place alone.
PAGES_OF_PLACES = re.compile(r"/annuaire/[a-z0-9-]+/")
# What six apps know of a member, or hold of theirs, each in one query.
SECTIONS_OF_APPS = {"/membres/{trained}/": 3, "/membres/postes/{position}/fermer/": 3}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.mark.parametrize(("account", "path"), CASES)
def test_page_opens_without_writing_and_within_its_budget(running_demo, browse, keys, account, path):
    if path.startswith(READ_THE_INDEX):
        rebuild_index()
    more_queries = KINDS_OF_CARDS.get(path, 0) + SECTIONS_OF_APPS.get(path, 0)
    more_queries += 2 * bool(PAGES_OF_PLACES.fullmatch(path))
    client, path = browse(account), path.format(**keys)
    client.get(path)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)

    write_queries = [query["sql"] for query in queries if query["sql"].startswith(WRITES)]
    notes = [sql for sql in write_queries if f'INTO "{Access._meta.db_table}"' in sql]
    assert response.status_code == (404 if path == "/nulle-part/" else 200)
    assert (write_queries, len(notes) <= 1) == (notes, True)
    assert len(queries) <= MOST_QUERIES + more_queries
    assert len(CHART.sub(b"", response.content)) <= MOST_BYTES
    assert response.headers["content-security-policy"].count("unsafe-inline") == 0


@pytest.mark.parametrize(("account", "path"), CASES)
def test_page_asks_no_row_for_an_attribute_that_it_lacks(running_demo, browse, keys, account, path, monkeypatch):
    """A template then lists every name of the row before it goes on: fifteen times on a page, more than its queries."""
    missing = set()

    def listed(thing):
        if isinstance(thing, Model):
            missing.add((type(thing).__name__, inspect.currentframe().f_back.f_locals["bit"]))
        return dir(thing)

    monkeypatch.setattr("django.template.base.dir", listed, raising=False)
    browse(account).get(path.format(**keys))

    assert missing == set()
