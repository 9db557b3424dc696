"""Separate process: sessions created in the database, queries and bytes of each page, as JSON lines."""

import gzip
import json
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.people.accesses.models import Access
from bench.crowded_pages import forum_pages
from bench.first_visit import shared_parts
from bench.pages import WORD, Page, pages
from bench.timing import milliseconds
from reseau.places.audience import ANONYMOUS_TOKENS
from search.engines.base import SearchQuery
from search.engines.choice import get_engine

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CARD_BACKEND = "b2i.backends.CardBackend"
HOST = "127.0.0.1"
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Who read the page is noted: the one write that a page may cost.
JOURNAL = f'INTO "{Access._meta.db_table}"'
ENGINE_ROUNDS, TIMED_REQUESTS = 50, 5


def count(page: Page) -> dict:
    client = Client(headers={"host": HOST})
    if page.member:
        client.force_login(page.member, backend=CARD_BACKEND if page.who == "learner" else BACKEND)
    # The first request fills the caches, which are full in a running process.
    client.get(page.path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.path)
    statements = [query["sql"] for query in queries]
    spent = time_spent(client, page.path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return {
        "name": page.name,
        "who": page.who,
        "path": page.path,
        "status": answer.status_code,
        "cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()),
        "sql": len(statements),
        "repeated": len(statements) - len(set(statements)),
        "writes": sum(statement.startswith(WRITES) and JOURNAL not in statement for statement in statements),
        "ms": spent.whole,
        "sql_ms": spent.database,
        "compile_ms": spent.compiling,
        "bytes": len(content),
        "gzip": len(gzip.compress(content, 6)),
        "first_visit": len(gzip.compress(content, 6)) + sum(shared_parts().values()),
    }


@dataclass
class Spent:
    """Milliseconds of a page, and those of them in the database and in writing its SQL."""

    whole: float = 0.0
    database: float = 0.0
    compiling: float = 0.0


def time_spent(client: Client, path: str) -> Spent:
    """Return the fastest of several requests. Compiling is counted from the outermost query in."""
    return min((_one_request(client, path) for _ in range(TIMED_REQUESTS)), key=lambda spent: spent.whole)


def _one_request(client: Client, path: str) -> Spent:
    spent, write_sql = Spent(), SQLCompiler.as_sql
    depth = 0

    def execute(run, *arguments):
        start = time.perf_counter()
        try:
            return run(*arguments)
        finally:
            spent.database += (time.perf_counter() - start) * 1000

    def timed_as_sql(*arguments, **options):
        nonlocal depth
        start, depth = time.perf_counter(), depth + 1
        try:
            return write_sql(*arguments, **options)
        finally:
            depth -= 1
            spent.compiling += 0 if depth else (time.perf_counter() - start) * 1000

    SQLCompiler.as_sql = timed_as_sql
    try:
        with connection.execute_wrapper(execute):
            spent.whole = milliseconds(client.get, path)
    finally:
        SQLCompiler.as_sql = write_sql
    return spent


def engine_milliseconds(word: str) -> float:
    """Return the median time of the search page's question, asked directly to the engine as a visitor."""
    engine, query, took = get_engine(), SearchQuery(text=word, audience=ANONYMOUS_TOKENS), []
    for _ in range(ENGINE_ROUNDS):
        start = time.perf_counter()
        engine.search(query)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def main() -> None:
    print_counts(pages())
    print(json.dumps({"engine": engine_milliseconds(WORD)}))


def count_forums() -> None:
    print_counts(forum_pages())


def print_counts(counted: Iterable[Page]) -> None:
    for page in counted:
        print(json.dumps(count(page)))
