"""Thirty people log in at once: what a light page costs the others meanwhile, and how long the last one waits."""

import http.client
import re
import threading
import time
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlencode

PEOPLE, BURSTS = 30, 3
REST_SECONDS = 3
# Readers come one after the other, a little apart: the page is not under load.
PAUSE = 0.02
LIGHT_PAGE, LOGIN = "/aide/", "/connexion/"
PASSWORD = "demo-extranet"  # noqa: S105 - of the demo
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class BurstError(RuntimeError):
    """A login that the server refused: its figure would mean nothing."""


def login_bursts(port: int) -> tuple[list[float], list[float], list[float]]:
    """Return milliseconds of the light page at rest, of the same page during the bursts, and of the logins."""
    read_for(port, 1)
    rest, busy, logins = read_for(port, REST_SECONDS), [], []
    for burst in range(BURSTS):
        people = range(1 + burst * PEOPLE, 1 + (burst + 1) * PEOPLE)
        threads = Logins(port, [f"animateur{number}@example.org" for number in people])
        threads.start()
        busy += read_page(port, until=threads.are_over)
        logins += threads.milliseconds()
    return rest, busy, logins


def read_for(port: int, seconds: float) -> list[float]:
    deadline = time.monotonic() + seconds
    return read_page(port, until=lambda: time.monotonic() > deadline)


def read_page(port: int, *, until: Callable[[], bool], path: str = LIGHT_PAGE, cookie: str = "") -> list[float]:
    """Read a page, each time over a new connection as somebody who comes; return milliseconds of each."""
    latencies = []
    while not until():
        start = time.perf_counter()
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
        latencies.append((time.perf_counter() - start) * 1000)
        if answer.status != 200:
            raise BurstError(f"{path} answers {answer.status}")
        time.sleep(PAUSE)
    return latencies


class Logins:
    """People who opened the login page before, and press its button at the same moment."""

    def __init__(self, port: int, addresses: list[str]) -> None:
        self._port, self._latencies, self._faults = port, [], []
        forms = [(address, *self._open_form()) for address in addresses]
        self._threads = [threading.Thread(target=self._log_in, args=form) for form in forms]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def are_over(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    def milliseconds(self) -> list[float]:
        """Return the time of each login. Raises `BurstError` if one was refused."""
        if self._faults:
            raise BurstError(f"{len(self._faults)} logins failed: {self._faults[0]}")
        return self._latencies

    def _open_form(self) -> tuple[str, str]:
        """Return the cookies and the token of a new form."""
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)) as connection:
            connection.request("GET", LOGIN)
            answer = connection.getresponse()
            token = FORM_TOKEN.search(answer.read().decode()).group(1)
            cookies = [cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie")]
            return "; ".join(cookies), token

    def _log_in(self, address: str, cookie: str, token: str) -> None:
        body = urlencode({"csrfmiddlewaretoken": token, "login": address, "password": PASSWORD})
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        start = time.perf_counter()
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)) as connection:
            connection.request("POST", LOGIN, body, headers)
            answer = connection.getresponse()
            answer.read()
        self._latencies.append((time.perf_counter() - start) * 1000)
        if answer.status != 302:
            self._faults.append(f"{address}: {answer.status}")
