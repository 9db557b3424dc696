"""A search server that is killed (-9) in the middle of writes and comes back: pages answer, and nothing is lost."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from scripts.search_node import Node, choose, fetch
from search.engines.base import EngineUnavailableError
from search.index.services import drain_outbox, lag, rebuild_index
from tests.factories.reseau import EPMFactory
from tests.search.resilience.truth import WORD, differences
from tests.search.servers import free_port, running_emulator

pytestmark = pytest.mark.django_db(transaction=True)

# Seconds after which the emulator, unlike a node, has surely written to its disk what it took.
SAVED_AFTER = 2


def port_for_a_node() -> int:
    """Return a free port in the range of a node."""
    for port in range(9299, 9200, -1):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no port is free")


@contextmanager
def emulator(folder: Path, port: int) -> Iterator[tuple[str, Callable]]:
    with running_emulator(folder, port) as (url, process):

        def kill() -> None:
            time.sleep(SAVED_AFTER)
            process.kill()

        yield url, kill


@contextmanager
def node(folder: Path, port: int) -> Iterator[tuple[str, Callable]]:
    release, java = choose()
    fetch(release, java)
    with Node(release, java, folder, port, heap="256m") as server_node:
        yield server_node.address, server_node.process.kill


@pytest.fixture(
    params=[pytest.param((node, port_for_a_node), marks=pytest.mark.node, id="node"), (emulator, free_port)]
)
def start(request, tmp_path) -> Iterator[Callable[[], tuple[str, Callable]]]:
    """Start the server, always the same one; return its address and the function that kills it."""
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
    settings.SEARCH_URL, kill = start()
    settings.SEARCH_REPLICAS = 0
    rebuild_index()
    outcomes = []
    for number in range(12):
        EPMFactory(name=f"EPM {number} {WORD}")
        if number == 5:
            kill()
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
