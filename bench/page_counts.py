"""Separate process: sessions created in the database, queries and bytes of each page, as JSON lines."""

import gzip
import json
import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.accesses.models import Access
from bench.first_visit import shared_parts
from bench.pages import WORD, Page, pages
from reseau.audience import ANONYMOUS_TOKENS
from search.engines.base import SearchQuery
from search.engines.choice import get_engine

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CARD_BACKEND = "b2i.backends.CardBackend"
HOST = "127.0.0.1"
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Who read the page is noted: the one write that a page may cost.
JOURNAL = f'INTO "{Access._meta.db_table}"'
ENGINE_ROUNDS = 50


def count(page: Page) -> dict:
    client = Client(headers={"host": HOST})
    if page.member:
        client.force_login(page.member, backend=CARD_BACKEND if page.who == "learner" else BACKEND)
    # The first request fills the caches, which are full in a running process.
    client.get(page.path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.path)
    statements = [query["sql"] for query in queries]
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
        "bytes": len(content),
        "gzip": len(gzip.compress(content, 6)),
        "first_visit": len(gzip.compress(content, 6)) + sum(shared_parts().values()),
    }


def engine_milliseconds(word: str) -> float:
    """Return the median time of the search page's question, asked directly to the engine as a visitor."""
    engine, query, took = get_engine(), SearchQuery(text=word, audience=ANONYMOUS_TOKENS), []
    for _ in range(ENGINE_ROUNDS):
        start = time.perf_counter()
        engine.search(query)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def main() -> None:
    for page in pages():
        print(json.dumps(count(page)))
    print(json.dumps({"engine": engine_milliseconds(WORD)}))
