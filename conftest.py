"""Requirements of tests on the machine: a missing one skips its tests with a reason, or fails where all must run."""

import os
import re
import shutil
from pathlib import Path
from zlib import crc32

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from scripts.chromium import find_chromium
from tests.draw import DRAW, left_to_the_night
from tests.random_runs import MORE_EXAMPLES

REQUIRE_ALL = os.environ.get("EXTRANET_REQUIRE_ALL") == "1"
SKIPPED = os.environ.get("EXTRANET_SKIPPED")
FAILED = os.environ.get("EXTRANET_FAILED")
# A number: files, and the tests of each, come in an order of its own.
ORDER = os.environ.get("EXTRANET_ORDER")
# Debian puts daemons where only root looks.
DAEMONS = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin"


# On PostgreSQL, `make test` runs what only a database server can show; `make nightly` runs the whole suite there.
ABOUT_THE_DATABASE = re.compile(
    r"_on_postgresql|parallel|_models|_queries|test_search\.py|tests/search/index/|/public_cache/"
)
# These read the same pages whatever the database, and set the clock years ahead: connections to a server would expire.
# The pages of the list are read on a server as well: their queries are its own.
FOR_SQLITE = re.compile(r"/whole_pages/(?!test_pages\.py::test_pages_of_the_list)")
# At night alone a server builds the demo, which takes minutes. What engines find depends on no database.
FOR_THE_NIGHT = ("tests/extranet/demo/", "tests/search/engines/test_contract_golden.py", "tests/search/measure/")
# New examples at each run, but in CI, to which the suite gives a seed; those that failed are kept and tried first. No
# deadline, and no judgement of how fast examples are drawn: a machine that runs the suite is slow now and then.
settings.register_profile(
    "extranet",
    max_examples=100 * MORE_EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=False,
    print_blob=True,
    database=DirectoryBasedExampleDatabase(Path(__file__).parent / "var" / "failing-examples"),
)
settings.load_profile("extranet")


def without_chromium() -> str:
    return "" if find_chromium() else "Chromium est introuvable (sous Debian ou Ubuntu : apt install chromium)"


def find_clamd() -> str | None:
    return shutil.which("clamd", path=DAEMONS)


def without_clamd() -> str:
    return "" if find_clamd() else "ClamAV est introuvable (sous Debian ou Ubuntu : apt install clamav-daemon)"


def find_dovecot() -> str | None:
    return shutil.which("dovecot", path=DAEMONS)


def without_dovecot() -> str:
    return "" if find_dovecot() else "Dovecot est introuvable (sous Debian ou Ubuntu : apt install dovecot-imapd)"


def find_faketime() -> str | None:
    return next((str(path) for path in sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)


def without_faketime() -> str:
    return "" if find_faketime() else "libfaketime est introuvable (sous Debian ou Ubuntu : apt install faketime)"


def without_postgresql() -> str:
    return "" if connection.vendor == "postgresql" else "demande PostgreSQL : make test le lance"


def without_node() -> str:
    return "" if os.environ.get("SEARCH_URL_TEST_NODE") else "demande un nœud OpenSearch : make test le lance"


# Mark of a test → the missing part of the machine, or nothing.
NEEDS = {
    "browser": without_chromium,
    "clamav": without_clamd,
    "dovecot": without_dovecot,
    "faketime": without_faketime,
    "node": without_node,
    "postgresql": without_postgresql,
}


def runs_on_postgresql(item) -> bool:
    """Return whether the test runs on PostgreSQL, besides SQLite."""
    if FOR_SQLITE.search(item.nodeid) or item.get_closest_marker("sqlite"):
        return False
    if not DRAW:
        return True
    if item.nodeid.startswith(FOR_THE_NIGHT):
        return False
    return bool(item.get_closest_marker("postgresql") or ABOUT_THE_DATABASE.search(item.nodeid))


def leave(items, config, left) -> None:
    """Take the tests of `left` out of this run."""
    config.hook.pytest_deselected(items=left)
    out = set(left)
    items[:] = [item for item in items if item not in out]


def pytest_addoption(parser) -> None:
    parser.addoption("--replay-refusals", action="store_true", help="run what posts once more, while services refuse")


def pytest_configure(config) -> None:
    if config.option.replay_refusals:
        config.pluginmanager.import_plugin("tests.refusal_replay")


def pytest_collection_modifyitems(items, config) -> None:
    leave(items, config, left_to_the_night(items))
    if connection.vendor == "postgresql":
        leave(items, config, [item for item in items if not runs_on_postgresql(item)])
    if ORDER:
        items.sort(key=place_in_order)
    build_the_demo_first(items)
    for item in items:
        for mark, lacking in NEEDS.items():
            if item.get_closest_marker(mark) and (reason := lacking()):
                item.add_marker(pytest.mark.skip(reason=reason))


def build_the_demo_first(items) -> None:
    """Put a test of the demo before all others: one process builds it, and the others meet it ready."""
    first = next((item for item in items if "demo" in item.fixturenames), None)
    if first:
        items.remove(first)
        items.insert(0, first)


def place_in_order(item) -> tuple[int, ...]:
    """Return where the test comes: those of a file together, as those that share the demo, which takes a minute."""
    file = item.nodeid.partition("::")[0]
    group = "demo" if file.startswith("tests/extranet/demo/") else file
    return tuple(crc32(f"{ORDER} {name}".encode()) for name in (group, file, item.nodeid))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Sauté alors que tout doit être exécuté (EXTRANET_REQUIRE_ALL=1) : {reason_of(report)}"
    return report


def pytest_runtest_logreport(report) -> None:
    """Note why tests are skipped, for the list at the end of `make test`, and which fail, for a second try."""
    if "PYTEST_XDIST_WORKER" in os.environ or hasattr(report, "wasxfail"):
        return
    if SKIPPED and report.skipped:
        note(SKIPPED, reason_of(report))
    if FAILED and report.failed:
        note(FAILED, report.nodeid)


def note(file: str, line: str) -> None:
    with Path(file).open("a") as notes:
        notes.write(f"{line}\n")


def reason_of(report) -> str:
    cause = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return cause.removeprefix("Skipped: ")
