"""A light page while others log in, send photos and print sheets: what slow requests cost those who only read.

The page is one that a member opens daily, over a new connection each time; the slow requests follow each other without
a pause, one person for each kind.
"""

import http.client
import re
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import count
from urllib.parse import urlencode

from PIL import Image

LIGHT_PAGE, UPLOAD, LOGIN = "/alertes/", "/forums/fichiers-d-un-message/", "/connexion/"
WARM_SECONDS, REST_SECONDS, BUSY_SECONDS = 2, 5, 20
# Readers come one after the other, a little apart: the page is not under load.
PAUSE = 0.02
# A photo of a telephone: 12 million points.
PHOTO_SIZE = (4000, 3000)
BOUNDARY, FORM_TOKEN = "piece", "m" * 32
PASSWORD = "demo-extranet"  # noqa: S105 - of the demo
TOKEN_OF_LOGIN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class RefusedRequestError(RuntimeError):
    """A request that the server refused: its figure would mean nothing."""


@dataclass
class MixedLoad:
    """Milliseconds of the light page at rest and meanwhile, and how many slow requests of each kind were answered."""

    rest: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    answered: dict[str, int] = field(default_factory=dict)
    seconds: float = BUSY_SECONDS


def measure_mixed_load(port: int, sessions: dict) -> MixedLoad:
    """Raises `RefusedRequestError` if a request is refused."""
    reader, writer = sessions["cookies"]
    load, over, faults = MixedLoad(), threading.Event(), []
    read_page(port, reader, seconds=WARM_SECONDS)
    load.rest = read_page(port, reader, seconds=REST_SECONDS)
    acts = {
        "papers": lambda _: ask(port, "GET", sessions["paper"], writer),
        "photos": lambda _: send_photo(port, writer),
        "logins": lambda number: log_in(port, number),
    }

    def repeat(name: str, act: Callable[[int], None]) -> None:
        load.answered[name] = 0
        try:
            for number in count(1):
                if over.is_set():
                    return
                act(number)
                load.answered[name] = number
        except (RefusedRequestError, OSError) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=repeat, args=act) for act in acts.items()]
    for thread in threads:
        thread.start()
    load.busy = read_page(port, reader, seconds=BUSY_SECONDS)
    over.set()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return load


def read_page(port: int, cookie: str, *, seconds: float) -> list[float]:
    """Read the light page, each time over a new connection as somebody who comes; return milliseconds of each."""
    latencies, deadline = [], time.monotonic() + seconds
    while time.monotonic() < deadline:
        start = time.perf_counter()
        ask(port, "GET", LIGHT_PAGE, cookie)
        latencies.append((time.perf_counter() - start) * 1000)
        time.sleep(PAUSE)
    return latencies


def log_in(port: int, number: int) -> None:
    form, cookie = ask(port, "GET", LOGIN)
    answers = {
        "csrfmiddlewaretoken": TOKEN_OF_LOGIN.search(form).group(1),
        "login": f"animateur{10 + number % 100}@example.org",
        "password": PASSWORD,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    ask(port, "POST", LOGIN, cookie, urlencode(answers).encode(), headers, status=302)


def send_photo(port: int, cookie: str) -> None:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="fichiers"; filename="photo.jpg"\r\n\r\n'
    body = head.encode() + photo() + f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "X-CSRFToken": FORM_TOKEN}
    ask(port, "POST", UPLOAD, f"{cookie}; csrftoken={FORM_TOKEN}", body, headers)


@cache
def photo() -> bytes:
    output = BytesIO()
    Image.effect_noise(PHOTO_SIZE, 40).convert("RGB").save(output, "JPEG", quality=60)
    return output.getvalue()


def ask(
    port: int,
    method: str,
    path: str,
    cookie: str = "",
    body: bytes = b"",
    headers: dict | None = None,
    *,
    status: int = 200,
) -> tuple[str, str]:
    """Return the text of the answer and its cookies, as they are sent back. Raises `RefusedRequestError`."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request(method, path, body, {"Cookie": cookie, **(headers or {})})
        answer = connection.getresponse()
        content = answer.read()
    if answer.status != status:
        raise RefusedRequestError(f"{path} answers {answer.status}")
    cookies = [line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie") or ()]
    return content.decode(errors="replace"), "; ".join(cookies)
