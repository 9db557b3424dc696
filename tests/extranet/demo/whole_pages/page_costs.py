"""Judges of what a page costs: writings, queries, bytes, and names that its templates look for in vain."""

import re
from collections.abc import Iterator

from audit.models import AuditLine
from b2i.people.accesses.models import Access
from tests.extranet.demo.whole_pages.kept_pages import KeptPage

MOST_QUERIES = 12
# Without the charts, which stand for a picture.
MOST_BYTES = 30_000
CHART = re.compile(rb'<svg [^>]*role="img".*?</svg>', re.DOTALL)
# Messages with cards ask once for each kind of object that their links lead to.
MORE_QUERIES = {"/forums/reseau/la-cle-usb-d-une-visiteuse-n-est-plus-reconnue/": 1}
# What six apps know of a member, or hold of theirs, each in one query.
MORE_QUERIES |= {"/membres/{trained}/": 3, "/membres/postes/{position}/fermer/": 7}
# An address tells the sheet, not its kind: three kinds come before that of stories, then the project told.
MORE_QUERIES |= {"/ressources/{told_story}/": 4}
# Numbers of the whole network that stay in memory are asked apart from those that do not.
MORE_QUERIES |= {"/formation/besoins/": 1}
# Idem, and texts begun and never saved, of two apps.
MORE_QUERIES |= {"/": 2}
# The dates of a page, one query for each kind of which it shows some: nine kinds, of four apps.
MORE_QUERIES |= {"/agenda/?territoire=cahors": 1}
# Which questions the report lists is asked apart from what was answered.
MORE_QUERIES |= {"/formation/plan/{year}/bilan/": 1}
# Choices, several choices, numbers and weights of a whole survey are counted apart.
MORE_QUERIES |= {"/enquetes/foyers/resultats/rapport/": 1}
# Two surveys are counted, each on its own.
MORE_QUERIES |= {"/enquetes/jeunes-2/resultats/editions/": 4}
# What a place offers, its rooms and its video slots are tables of their own, read by the page of the place alone.
PAGES_OF_PLACES = re.compile(r"/annuaire/[a-z0-9-]+/")
# Other sheets, in two queries: they stay in memory where parts of pages are kept.
PAGES_OF_SHEETS = re.compile(r"/ressources/[a-z0-9-]+/")
# A whole sheet is as long as what its author wrote: eight steps, its sources, a box for each part.
WHOLE_SHEETS = re.compile(r"/ressources/(apprivoiser-[a-z-]+|fiches/\d+/(modifier|relire))/")
MORE_BYTES = 700
# Tables that say who read what.
JOURNALS = [model._meta.db_table for model in (Access, AuditLine)]
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def writing_faults(page: KeptPage) -> Iterator[str]:
    """A page writes nothing but who read it, in one line."""
    writings = [sql for sql in page.queries if sql.startswith(WRITES)]
    notes = [sql for sql in writings if any(f'INTO "{table}"' in sql for table in JOURNALS)]
    yield from (f"écriture à la lecture : {sql[:100]}" for sql in writings if sql not in notes)
    if len(notes) > 1:
        yield f"{len(notes)} écritures dans le journal"


def query_faults(page: KeptPage) -> Iterator[str]:
    more = MORE_QUERIES.get(page.pattern, 0)
    more += 3 * bool(PAGES_OF_PLACES.fullmatch(page.pattern)) + bool(PAGES_OF_SHEETS.fullmatch(page.pattern))
    if len(page.queries) > MOST_QUERIES + more:
        yield f"{len(page.queries)} requêtes, {MOST_QUERIES + more} au plus"


def weight_faults(page: KeptPage) -> Iterator[str]:
    most = MOST_BYTES + MORE_BYTES * bool(WHOLE_SHEETS.fullmatch(page.path))
    if page.warm and (weight := len(CHART.sub(b"", page.warm.content))) > most:
        yield f"{weight} octets, {most} au plus"


def attribute_faults(page: KeptPage) -> Iterator[str]:
    """What templates ask of a row that lacks it; of pages on the list, as those of Wagtail are not ours."""
    if page.pattern:
        yield from (f"{name} n’a pas de {attribute}" for name, attribute in sorted(page.missing))
