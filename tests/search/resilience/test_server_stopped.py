"""A search server killed (-9) in the middle of writes, or frozen, and back again: pages answer, nothing is lost."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from scripts.search_node import Node, choose, fetch
from search.engines.base import EngineUnavailableError
from search.engines.choice import get_engine
from search.engines.cluster.breaker import FAILURES
from search.index.services import drain_outbox, lag, rebuild_index
from tests.factories.reseau import EPMFactory
from tests.search.resilience.truth import WORD, differences
from tests.search.servers import free_port, port_for_a_node, running_emulator

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.night("stops and freezes search servers")]

# Seconds after which the emulator, unlike a node, has surely written to its disk what it took.
SAVED_AFTER = 2


@contextmanager
def node(folder: Path, port: int) -> Iterator[tuple[str, subprocess.Popen]]:
    release, java = choose()
    fetch(release, java)
    with Node(release, java, folder, port, heap="256m") as server_node:
        yield server_node.address, server_node.process


@pytest.fixture(
    params=[pytest.param((node, port_for_a_node), marks=pytest.mark.node, id="node"), (running_emulator, free_port)]
)
def start(request, tmp_path) -> Iterator[Callable[[], tuple[str, subprocess.Popen]]]:
    """Start the server, always the same one; return its address and its process."""
    server, choose_port = request.param
    port = choose_port()
    with ExitStack() as stack:
        yield lambda: stack.enter_context(server(tmp_path, port))


def is_drained() -> bool:
    try:
        drain_outbox()
    except EngineUnavailableError:
        return False
    return True


def test_nothing_is_lost(start, settings, client):
    settings.SEARCH_URL, process = start()
    settings.SEARCH_REPLICAS = 0
    rebuild_index()
    outcomes = []
    for number in range(12):
        EPMFactory(name=f"EPM {number} {WORD}")
        if number == 5:
            time.sleep(SAVED_AFTER)
            process.kill()
        outcomes.append(is_drained())
    assert outcomes == [True] * 5 + [False] * 7
    assert lag().pending == 7
    page = client.get("/recherche/", {"q": WORD})
    assert (page.status_code, page.context["found"].degraded, page.context["found"].total) == (200, True, 12)

    start()
    # The circuit closes once a probe finds the server again.
    assert any(is_drained() or time.sleep(0.5) for _ in range(60))
    assert (differences(), lag().pending) == ({}, 0)
    assert not client.get("/recherche/", {"q": WORD}).context["found"].degraded


def test_frozen_server_is_waited_for_twice_then_no_more(start, settings, client, monkeypatch):
    """A process that is stopped takes connections and answers none: worse than one that is dead."""
    settings.SEARCH_PATIENCE = 0.5
    settings.SEARCH_URL, process = start()
    settings.SEARCH_REPLICAS = 0
    epm = EPMFactory(name=f"EPM {WORD}")
    rebuild_index()
    sent, wire = [], get_engine()._wire
    send = wire._send
    monkeypatch.setattr(wire, "_send", lambda *asked: sent.append(asked[1]) or send(*asked))

    process.send_signal(signal.SIGSTOP)
    try:
        pages = [client.get("/recherche/", {"q": WORD}).context["found"] for _ in range(5)]
        questions = [path for path in sent if path != "/"]
    finally:
        process.send_signal(signal.SIGCONT)
    assert [(page.degraded, [hit.key for hit in page.page]) for page in pages] == [(True, [str(epm.pk)])] * 5
    assert len(questions) == FAILURES

    assert any(not wire._breaker.is_open or time.sleep(0.1) for _ in range(300))
    assert not client.get("/recherche/", {"q": WORD}).context["found"].degraded
