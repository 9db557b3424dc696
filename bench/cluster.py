"""The cluster engine compared with the node alone: the same requests, sent by a bare client."""

import http.client
import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.corpus import documents
from bench.embedded_reads import shuffled
from bench.questions import Typed, beginnings, questions
from bench.timing import milliseconds
from scripts.search_node import node_for_tests
from search.engines.base import SearchQuery
from search.engines.cluster.engine import ClusterEngine
from search.engines.cluster.wire import JSON, LINES, Address, Wire, parse

# A request: method, path, headers and body.
Sent = tuple[str, str, dict[str, str], bytes]

# A node needs some rounds before it reaches its full speed.
WARM_UPS, ROUNDS = 3, 5


@dataclass
class Compared:
    """Seconds to fill the index; milliseconds of each answer, and of the node alone for the same requests."""

    rebuild: float = 0.0
    engine: list[float] = field(default_factory=list)
    straight: list[float] = field(default_factory=list)
    suggestions: list[float] = field(default_factory=list)
    straight_suggestions: list[float] = field(default_factory=list)


@contextmanager
def node_to_measure() -> Iterator[tuple[str, str]]:
    """Give the address of the node of `SEARCH_URL`, else of our own; or an empty string and the reason."""
    configured = os.environ.get("SEARCH_URL")
    if not configured:
        with node_for_tests() as (url, lacking):
            yield url, lacking
        return
    address = parse(configured)
    is_plain = not address.tls and not address.account
    yield (configured, "") if is_plain else ("", "SEARCH_URL asks for TLS or a password, which the bare client lacks")


def compare(url: str, count: int) -> Compared:
    """Fill private indexes on the node, compare, and remove them afterwards."""
    parts = urlsplit(url)
    url = f"{parts.scheme}://{parts.netloc}/bench-{os.getpid()}"
    engine, found = ClusterEngine(url, replicas=0), list(documents(range(count)))
    try:
        timings = Compared(rebuild=milliseconds(engine.rebuild, found, version=1) / 1000)
        with closing(BareClient(parse(url))) as bare:
            ask_both(engine, bare, timings)
        return timings
    finally:
        engine.remove()


def ask_both(engine: ClusterEngine, bare: "BareClient", timings: Compared) -> None:
    """Ask every question in each round; the engine goes first in one round, the node alone in the next."""
    queries = [*questions(), *beginnings()]
    pairs = [(each, asking(engine, each), bare.sending(recorded(engine, each))) for each in queries]
    for rank in range(WARM_UPS + ROUNDS):
        for each, ask, send in shuffled(pairs, rank):
            times = [milliseconds(call) for call in ((ask, send) if rank % 2 else (send, ask))]
            through, straight = times if rank % 2 else reversed(times)
            if rank >= WARM_UPS:
                is_typed = isinstance(each, Typed)
                (timings.suggestions if is_typed else timings.engine).append(through)
                (timings.straight_suggestions if is_typed else timings.straight).append(straight)


def asking(engine: ClusterEngine, each: SearchQuery | Typed) -> Callable:
    if isinstance(each, Typed):
        return lambda: engine.suggest(each.text, audience=each.audience)
    return lambda: engine.search(each)


class Recorder:
    """Forward the calls of a wire, and record the requests."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.sent: list[Sent] = []

    def call(self, method: str, path: str, *, body=None, params=None, **options) -> dict:
        headers, text = (LINES, body) if isinstance(body, str) else (JSON, json.dumps(body))
        self.sent.append((method, f"{path}?{urlencode(params or {})}", headers, text.encode()))
        return self._wire.call(method, path, body=body, params=params, **options)


def recorded(engine: ClusterEngine, each: SearchQuery | Typed) -> list[Sent]:
    """Return the requests that the engine sends for a question."""
    wire = engine._wire
    engine._wire = recorder = Recorder(wire)
    try:
        asking(engine, each)()
    finally:
        engine._wire = wire
    return recorder.sent


class BareClient:
    """A persistent connection, whose answers are read but not parsed."""

    def __init__(self, address: Address) -> None:
        host, port = address.hosts[0]
        self._connection = http.client.HTTPConnection(host, port, timeout=60)

    def close(self) -> None:
        self._connection.close()

    def sending(self, requests: list[Sent]) -> Callable:
        def send() -> None:
            for method, path, headers, body in requests:
                self._connection.request(method, path, body, headers)
                answer = self._connection.getresponse()
                answer.read()
                if answer.status != 200:
                    raise RuntimeError(f"The node answers {answer.status} to {path}.")

        return send
