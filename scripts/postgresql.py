"""A PostgreSQL server during the tests: its own cluster in a temporary folder, never that of the machine.

By hand: pytest-postgresql does not start as root, and starts a server for each process of the suite (ADR 24).
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from scripts.refusal import RefusalError

DATABASE = ROLE = "extranet"
# Data need not survive a power cut: twice as fast. Tables whose rows are undone look full, and the compiler of queries
# would then take seconds for a list of three rows.
FAST = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off"),
    "shared_buffers=256MB",
)
# Two processes of the suite empty or restore all tables at once, each with a lock for each table and index.
ROOMY = ("max_locks_per_transaction=128",)
PLACES = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")


def find_binaries() -> Path | None:
    """Return the newest folder of `initdb` and `postgres`, which Debian keeps out of the path."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    found = [path.parent for place in PLACES for path in Path(place).glob("*/bin/initdb")]
    return max(found, key=version_of, default=None)


def version_of(binaries: Path) -> list[int]:
    return [int(part) for part in binaries.parent.name.split(".") if part.isdigit()]


@dataclass(frozen=True)
class DatabaseServer:
    """`address`: `DATABASE_URL` of a database, whose role may create others; `is_ours`: made for these tests, empty."""

    address: str
    is_ours: bool = False
    database: str = DATABASE


@dataclass(frozen=True)
class Cluster:
    """A cluster of ours in a temporary folder, which a test may stop and start again."""

    binaries: Path
    folder: str
    port: int
    account: str | None

    def create(self) -> None:
        options = ("-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self._run("initdb", "-D", self.data, *options)
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", ROLE, DATABASE)

    def start(self) -> None:
        places = f"-p {self.port} -h 127.0.0.1 -k {self.folder}"
        options = " ".join([*(f"-c {option}" for option in (*FAST, *ROOMY)), places])
        self._run("pg_ctl", "-D", self.data, "-l", f"{self.folder}/log", "-w", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    @property
    def data(self) -> Path:
        return Path(self.folder) / "data"

    @property
    def address(self) -> str:
        return f"postgres://{ROLE}@127.0.0.1:{self.port}/{DATABASE}"

    def _run(self, command: str, *arguments) -> None:
        as_server(self.account, self.folder, self.binaries / command, *arguments)


@contextmanager
def throwaway_cluster(binaries: Path) -> Iterator[Cluster]:
    """Yield a cluster with an empty database."""
    with tempfile.TemporaryDirectory(prefix="extranet-postgresql-") as folder:
        account = server_account()
        if account:
            shutil.chown(folder, account, account)
        Path(folder).chmod(0o700)
        cluster = Cluster(binaries, folder, free_port(), account)
        try:
            cluster.create()
            yield cluster
        finally:
            with suppress(RefusalError):
                cluster.stop()


@contextmanager
def throwaway_server(binaries: Path) -> Iterator[DatabaseServer]:
    """Yield a server with an empty database."""
    with throwaway_cluster(binaries) as cluster:
        yield DatabaseServer(cluster.address, is_ours=True)


def server_for_tests():
    """Return a context that gives a server: the caller's, else our own cluster, else None."""
    if address := os.environ.get("DATABASE_URL_TEST_POSTGRES"):
        return nullcontext(DatabaseServer(address))
    binaries = find_binaries()
    return throwaway_server(binaries) if binaries else nullcontext(None)


def server_account() -> str | None:
    """Return the account that runs PostgreSQL, which refuses root: then that of its package."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise RefusalError("PostgreSQL ne tourne pas sous root, et le compte postgres n’existe pas.") from None


def as_server(account: str | None, folder: str, *command) -> None:
    # A file rather than a pipe: the server inherits it and would keep a pipe open.
    with tempfile.TemporaryFile("w+") as output:
        outcome = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            user=account,
            group=account,
            extra_groups=[] if account else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if outcome.returncode:
            output.seek(0)
            raise RefusalError(f"{output.read()}\nPostgreSQL ne démarre pas ({command[0]}).")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
