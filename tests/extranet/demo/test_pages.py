"""Every kind of page, on the demo: it opens, writes nothing but who read it, costs few queries, and is light."""

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from audit.models import AuditLine
from b2i.accesses.models import Access
from search.index.services import rebuild_index
from tests.pages import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unchecked_references")]

CASES = [(account, path) for account, paths in PAGES.items() for path in paths]
MOST_QUERIES = 12
# Without the charts, which stand for a picture.
MOST_BYTES = 30_000
CHART = re.compile(rb'<svg [^>]*role="img".*?</svg>', re.DOTALL)
READ_THE_INDEX = ("/recherche/", "/sante/", "/forums/reseau/?q=")
# Messages with cards ask once for each kind of object that their links lead to.
KINDS_OF_CARDS = {"/forums/reseau/la-cle-usb-d-une-visiteuse-n-est-plus-reconnue/": 1}
# What a place offers, its rooms and its video slots are tables of their own, read by the page of the place alone.
PAGES_OF_PLACES = re.compile(r"/annuaire/[a-z0-9-]+/")
# What six apps know of a member, or hold of theirs, each in one query.
SECTIONS_OF_APPS = {"/membres/{trained}/": 3, "/membres/postes/{position}/fermer/": 7}
# Other sheets, in two queries: they stay in memory where parts of pages are kept.
PAGES_OF_SHEETS = re.compile(r"/ressources/[a-z0-9-]+/")
# A whole sheet is as long as what its author wrote: eight steps, its sources, a box for each part.
WHOLE_SHEETS = re.compile(r"/ressources/(apprivoiser-[a-z-]+|fiches/\d+/(modifier|relire))/")
MORE_BYTES = 600
# Numbers of the whole network that stay in memory are asked apart from those that do not.
KEPT_NUMBERS = {"/": 1, "/formation/besoins/": 1}
# The dates of a page, one query for each kind of which it shows some: nine kinds, of four apps.
KEPT_NUMBERS |= {"/agenda/?territoire=cahors": 1}
# Which questions the report lists is asked apart from what was answered.
QUESTIONNAIRES = {"/formation/plan/{year}/bilan/": 1}
# Choices, several choices, numbers and weights of a whole survey are counted apart.
QUESTIONNAIRES |= {"/enquetes/foyers/resultats/rapport/": 1}
# Two surveys are counted, each on its own.
QUESTIONNAIRES |= {"/enquetes/jeunes-2/resultats/editions/": 4}
# An address tells the sheet, not its kind: three kinds come before that of stories, then the project told.
SECTIONS_OF_APPS |= {"/ressources/{told_story}/": 4}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@contextmanager
def missing_attributes(monkeypatch) -> Iterator[set[tuple[str, str]]]:
    """Yield a set that gathers what a template asks of a row that lacks it, each with the class of the row.

    Django then lists every name of the row before it goes on: fifteen times on a page, more than its queries.
    """
    missing = set()

    def listed(thing):
        if isinstance(thing, Model):
            missing.add((type(thing).__name__, inspect.currentframe().f_back.f_locals["bit"]))
        return dir(thing)

    with monkeypatch.context() as patch:
        patch.setattr("django.template.base.dir", listed, raising=False)
        yield missing


@pytest.mark.drawn(one_in=3)
@pytest.mark.parametrize(("account", "path"), CASES)
def test_page_opens_without_writing_and_within_its_budget(running_demo, browse, keys, account, path, monkeypatch):
    if path.startswith(READ_THE_INDEX):
        rebuild_index()
    more_queries = KINDS_OF_CARDS.get(path, 0) + SECTIONS_OF_APPS.get(path, 0)
    more_queries += KEPT_NUMBERS.get(path, 0) + QUESTIONNAIRES.get(path, 0) + 3 * bool(PAGES_OF_PLACES.fullmatch(path))
    more_queries += bool(PAGES_OF_SHEETS.fullmatch(path))
    client, path = browse(account), path.format(**keys)
    with missing_attributes(monkeypatch) as missing:
        client.get(path)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)

    write_queries = [query["sql"] for query in queries if query["sql"].startswith(WRITES)]
    tables = [model._meta.db_table for model in (Access, AuditLine)]
    notes = [sql for sql in write_queries if any(f'INTO "{table}"' in sql for table in tables)]
    assert missing == set()
    assert response.status_code == (404 if path == "/nulle-part/" else 200)
    assert (write_queries, len(notes) <= 1) == (notes, True)
    assert len(queries) <= MOST_QUERIES + more_queries
    assert len(CHART.sub(b"", response.content)) <= MOST_BYTES + MORE_BYTES * bool(WHOLE_SHEETS.fullmatch(path))
    assert response.headers["content-security-policy"].count("unsafe-inline") == 0
