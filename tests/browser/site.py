"""The whole site as an operator runs it: its own database with the demo, the web server and the worker as processes.

`python -m tests.browser.site FOLDER` prepares it before the tests that copy it: see `EXTRANET_PREPARED_SITE`.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from scripts.patience import Patience, processor_seconds
from tests.shared_folder import shared_folder

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prepared_copy(tmp_path_factory, own: Path) -> "Site":
    """Return a site in `own`, copied from the one that the suite or the first process has prepared for all."""
    folder = os.environ.get("EXTRANET_PREPARED_SITE")
    shared = Path(folder) if folder else shared_folder(tmp_path_factory) / "browser-site"
    prepare_once(shared)
    shutil.copytree(shared / "site", own)
    return Site(own)


def prepare_once(shared: Path) -> None:
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "prepared").exists():
            site = Site(shared / "site")
            site.prepare()
            site.stop()
            (shared / "prepared").touch()


class Site:
    """The demo in `folder`: prepare it, or copy one that is prepared, then serve it at `url` until `stop()`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = (folder / "site.log").open("w+")
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "extranet.settings.local",
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
            "EXTRANET_VAR": str(folder),
            "EXTRANET_DEMO": "1",
            "EXTRANET_ORIGIN": self.url,
        }
        self.processes: list[subprocess.Popen] = []

    def manage(self, *command: str) -> None:
        arguments = [sys.executable, "manage.py", *command]
        process = subprocess.run(  # noqa: S603 - our own commands
            arguments, cwd=ROOT, env=self.environment, stdout=self.log, stderr=subprocess.STDOUT, check=False
        )
        if process.returncode:
            raise RuntimeError(f"manage.py {' '.join(command)} failed:\n{self.read_log()}")

    def spawn(self, *command: str) -> None:
        self.processes.append(
            subprocess.Popen(  # noqa: S603 - our own commands
                command, cwd=ROOT, env=self.environment, stdout=self.log, stderr=subprocess.STDOUT
            )
        )

    def prepare(self) -> None:
        self.manage("prepare", "tables", "contenu", "demo", "index", "statiques", "--verbosity", "0")

    def start(self) -> "Site":
        self.spawn(sys.executable, "manage.py", "serve", "--all", "--workers", "1", "--port", str(self.port))
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        patience = Patience(self.processor_seconds)
        while not patience.is_over():
            try:
                with urlopen(f"{self.url}/sante/") as response:  # noqa: S310 - our own server
                    if response.status == 200:
                        return
            except OSError:
                time.sleep(0.3)
        raise RuntimeError(f"the site did not start:\n{self.read_log()}")

    def processor_seconds(self) -> float:
        return processor_seconds(*(process.pid for process in self.processes))

    def read_log(self) -> str:
        self.log.flush()
        return Path(self.log.name).read_text()[-4000:]

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=20)
        self.log.close()


if __name__ == "__main__":
    prepare_once(Path(sys.argv[1]))
