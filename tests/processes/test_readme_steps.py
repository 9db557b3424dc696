"""The two commands by which the README gives a site a search node, on a site that has run without one."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.refusal import RefusalError
from scripts.search_node import choose, fetch
from tests.browser.site import ROOT
from tests.processes.live_site import Visitor, wait_until
from tests.search.servers import port_for_a_node

# A first start prepares the site for its node.
SECONDS = 240


def commands_of_readme() -> list[str]:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## One search, two engines")[2]
    return [line.partition("#")[0].strip() for line in section.split("```")[1].strip().splitlines()]


@contextmanager
def running(command: str, log: Path, environment: dict[str, str]) -> Iterator[None]:
    """Run a command of the README in a shell, and end all that it started.

    Not by Ctrl-C: whatever a script starts behind itself ignores it.
    """
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S602 - a line of our own README
            command, shell=True, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)


@pytest.fixture
def port():
    """The port of a node that this machine may run."""
    try:
        fetch(*choose())
    except RefusalError as refusal:
        pytest.skip(str(refusal))
    return port_for_a_node()


def test_site_that_has_run_is_given_a_node(prepared, launch_new, tmp_path, port):
    shutil.copytree(prepared, tmp_path / "site")
    site = launch_new(tmp_path / "site")
    start_node, start_site = commands_of_readme()
    # As somebody has it who runs the site for the first time.
    environment = {
        name: value for name, value in site.environment.items() if name not in ("EXTRANET_DEBUG", "CACHE_URL")
    }
    environment |= {"PORT": str(site.port)}
    node, on_node = tmp_path / "node.log", tmp_path / "run.log"
    with running(f"{start_node} --port {port} --data {tmp_path / 'node'} --heap 256m", node, environment):
        wait_until(lambda: f":{port}" in node.read_text(), "the node is open", SECONDS)
        with running(start_site.replace("9200", str(port)), on_node, environment):
            visitor = Visitor(site)
            wait_until(lambda: visitor.get("/sante/") == 200, "the site is open", SECONDS)
            assert visitor.get("/recherche/?q=mot+de+passe") == 200
            assert "momentanément indisponible" not in visitor.text
            assert 'data-kind="sheet"' in visitor.text
