"""Separate process: CPU time of each page, its queries, and the plan of the slowest one, as JSON lines.

The CPU of this process, and not the clock: it stays true on a machine that does other work. With a database server, the
work of the server is not in it: its milliseconds are told apart.
"""

import gc
import json
import os
import time
from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.crowded_pages import directory_pages, forum_pages
from bench.page_counts import BACKEND, CARD_BACKEND, HOST
from bench.pages import Page, pages

ROUNDS, ASKED_IN_A_ROUND = 5, 4
SHOWN_SIGNS = 600
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) "}


def main() -> None:
    wanted = os.environ.get("EXTRANET_BENCH_ONLY", "")
    for page in chain(pages(), directory_pages(), forum_pages()):
        if wanted in f"{page.name}.{page.who}":
            print(json.dumps(measured(page)), flush=True)


def measured(page: Page) -> dict:
    client = Client(headers={"host": HOST})
    if page.member:
        client.force_login(page.member, backend=CARD_BACKEND if page.who == "learner" else BACKEND)
    # The first request fills the caches, which are full in a running process.
    answer = client.get(page.path)
    with CaptureQueriesContext(connection) as context:
        client.get(page.path)
    # The next request empties the log.
    queries = list(context.captured_queries)
    slowest = max(queries, key=lambda query: float(query["time"]), default={"sql": "", "time": 0})
    return {
        "name": page.name,
        "who": page.who,
        "path": page.path,
        "status": answer.status_code,
        "bytes": 0 if answer.streaming else len(answer.content),
        "cpu": min(round_of(client, page.path) for _ in range(ROUNDS)),
        "sql": len(queries),
        "sql_ms": 1000 * sum(float(query["time"]) for query in queries),
        "slowest": slowest["sql"][:SHOWN_SIGNS],
        "slowest_ms": 1000 * float(slowest["time"]),
        "plan": list(plan(slowest["sql"])),
    }


def round_of(client: Client, path: str) -> float:
    """Return the CPU milliseconds of one request, the mean of a few."""
    connection.force_debug_cursor = settings.DEBUG = False
    gc.collect()
    start = time.process_time()
    for _ in range(ASKED_IN_A_ROUND):
        client.get(path)
    return (time.process_time() - start) * 1000 / ASKED_IN_A_ROUND


def plan(statement: str) -> Iterator[str]:
    """Yield the lines of the plan of a SELECT, as the database tells it."""
    if not statement.startswith("SELECT"):
        return
    with connection.cursor() as cursor:
        cursor.execute(EXPLAIN[connection.vendor] + statement)
        for row in cursor.fetchall():
            yield str(row[-1])
