"""Search servers for the tests: the emulator of Elasticsearch, and the node that `make test` starts."""

import os
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest

from search.engines.cluster.engine import ClusterEngine

# Servers that a test may run on: a real OpenSearch node, and the wire of Elasticsearch with an emulator behind it.
CLUSTERS = (pytest.param("node", marks=pytest.mark.node), pytest.param("wire", marks=pytest.mark.wire))
ENGINES = (pytest.param("embedded"), *CLUSTERS)

READY_SECONDS = 20


def node_url() -> str:
    """Address of the real node, in the format of `SEARCH_URL`."""
    return os.environ["SEARCH_URL_TEST_NODE"].rstrip("/")


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
def site_on(server: str) -> Iterator[str]:
    """Yield the `SEARCH_URL` of a private site on that server, and remove everything afterwards.

    Processes that test at the same time share the node.
    """
    url = f"{server}/test-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}-{uuid.uuid4().hex[:8]}"
    try:
        yield url
    finally:
        ClusterEngine(url).remove()


@contextmanager
def running_emulator(folder: Path, port: int) -> Iterator[tuple[str, subprocess.Popen]]:
    """Yield an emulator's address and process, to check the wire of that client without figures.

    It loads the data kept in `folder`.
    """
    # Its own command is a wrapper that would not stop it.
    binary = Path(str(files("noida_db") / "noida-db"))
    binary.chmod(0o755)
    only = ["--only", "elasticsearch", "--elasticsearch-port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - a binary of our own environment
            [str(binary), "start", "--data-dir", str(folder / "data"), *only], stdout=log, stderr=subprocess.STDOUT
        )
    try:
        wait_for_port(process, port)
        yield f"elasticsearch://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.wait()


def wait_for_port(process: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the emulator of Elasticsearch does not start")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
