"""A running site whose processes a test kills, and people who write in it."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from lxml import html

from scripts.patience import Patience
from tests.browser.conftest import PASSWORD
from tests.browser.site import ROOT, Site

SECONDS = 90
# Topics and posts an hour of one person: the writers of these tests are quicker than people.
MOST_POSTS = "10000"


class LiveSite(Site):
    """A prepared site: two web processes and a worker, as docs/exploitation.md starts them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.environment |= {"EXTRANET_DEBUG": "0", "CACHE_URL": "dbcache://extranet_cache"}
        self.environment |= dict.fromkeys(["EXTRANET_FORUM_TOPICS_AN_HOUR", "EXTRANET_FORUM_POSTS_AN_HOUR"], MOST_POSTS)

    def start(self) -> "LiveSite":
        self.start_web()
        self.start_worker()
        self.wait_until_open()
        return self

    def wait_until_open(self) -> None:
        patience = Patience(self.processor_seconds)
        while not self.is_open():
            if patience.is_over():
                raise AssertionError(f"the site did not open:\n{self.read_log()}")
            time.sleep(0.2)

    def start_web(self) -> None:
        command = [sys.executable, "manage.py", "serve", "--workers", "2", "--threads", "1"]
        self.web = self.spawn(*command, "--host", "127.0.0.1", "--port", str(self.port))

    def start_worker(self) -> None:
        command = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--interval", "0.2"]
        self.worker = self.spawn(*command, "--no-startup-delay", "--no-reload")

    def spawn(self, *command: str) -> subprocess.Popen:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def kill(self, *processes: subprocess.Popen) -> None:
        """Kill the processes and their children, as a power cut would."""
        for process in processes or self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes = [process for process in self.processes if process.poll() is None]

    def stop(self) -> None:
        self.kill()
        self.log.close()

    def is_open(self) -> bool:
        return Visitor(self).get("/robots.txt") == 200

    def rows(self, query: str) -> list[tuple]:
        """Read the database beside the site."""
        with closing(sqlite3.connect(self.folder / "site.sqlite3", timeout=20)) as database:
            return database.execute(query).fetchall()

    def run_code(self, code: str) -> None:
        self.manage("shell", "--verbosity", "0", "-c", code)


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Visitor:
    """A browser without scripts: it opens pages and sends their forms. `text`: the last page that it read."""

    def __init__(self, site: LiveSite) -> None:
        self.site, self.text = site, ""
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), NoRedirect)

    def get(self, path: str, accept: str = "text/html") -> int:
        """Return the status; 0 if nobody answers."""
        return self.ask(Request(self.site.url + path, headers={"Accept": accept}))  # noqa: S310 - our own server

    def ask(self, request: Request) -> int:
        try:
            with self.opener.open(request, timeout=60) as response:
                self.text = response.read().decode(errors="replace")
                return response.status
        except HTTPError as error:
            self.text = error.read().decode(errors="replace")
            return error.code
        except (OSError, HTTPException):
            return 0

    def post(self, path: str, page: str | None = None, file: tuple[str, bytes] | None = None, **fields: str) -> int:
        """Open the page of the form (`page`, else `path`), fill it, send it to `path`; return the status of the answer.

        Hidden fields go as the page gives them. `file`: name and bytes, for the field « file ».
        """
        if (status := self.get(page or path)) != 200:
            return status
        data = self.hidden_fields(path if page else "", next(iter(fields), "")) | fields
        body, kind = multipart(data, file) if file else (urlencode(data).encode(), "application/x-www-form-urlencoded")
        headers = {"Content-Type": kind, "Referer": self.site.url + path, "Accept": "text/html"}
        return self.ask(Request(self.site.url + path, data=body, headers=headers))  # noqa: S310 - our own server

    def hidden_fields(self, action: str, field: str) -> dict[str, str]:
        for form in html.fromstring(self.text).forms:
            is_sent = form.get("method", "").lower() == "post" and action in form.get("action", "")
            if is_sent and (not field or field in form.fields):
                return {item.name: item.value or "" for item in form.xpath(".//input[@type='hidden'][@name]")}
        raise AssertionError(f"no form with {field!r} in:\n{self.text[:2000]}")

    def log_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        assert self.post("/connexion/", login=email, password=password) == 302, self.text[:2000]
        return self


def multipart(data: dict[str, str], file: tuple[str, bytes]) -> tuple[bytes, str]:
    name, content = file
    line = "--piece\r\nContent-Disposition: form-data; name="
    texts = "".join(f'{line}"{field}"\r\n\r\n{value}\r\n' for field, value in data.items())
    head = f'{line}"file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    return texts.encode() + head.encode() + content + b"\r\n--piece--\r\n", "multipart/form-data; boundary=piece"


def wait_until(is_so: Callable[[], bool], words: str, seconds: float = SECONDS) -> float:
    """Return after how many seconds it was so."""
    start = time.monotonic()
    while not is_so():
        if time.monotonic() - start > seconds:
            raise AssertionError(f"after {seconds} seconds, not yet: {words}")
        time.sleep(0.2)
    return time.monotonic() - start
