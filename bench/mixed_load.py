"""A light page while others log in, send photos and print sheets: what slow requests cost those who only read.

The page is one that a member opens daily, over a new connection each time; the slow requests follow each other without
a pause, one person for each kind.
"""

import http.client
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import count

from PIL import Image

from bench.login_burst import BurstError, Logins, read_page

LIGHT_PAGE, UPLOAD = "/alertes/", "/forums/fichiers-d-un-message/"
REST_SECONDS, BUSY_SECONDS = 5, 20
# A photo of a telephone: 12 million points.
PHOTO_SIZE = (4000, 3000)
BOUNDARY, FORM_TOKEN = "piece", "m" * 32


@dataclass
class MixedLoad:
    """Milliseconds of the light page at rest and meanwhile, and how many slow requests of each kind were answered."""

    rest: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    answered: dict[str, int] = field(default_factory=dict)
    seconds: float = BUSY_SECONDS


def measure_mixed_load(port: int, sessions: dict) -> MixedLoad:
    """Raises `BurstError` if a request is refused: its figure would mean nothing."""
    reader, writer = sessions["cookies"]
    load, over, faults = MixedLoad(), threading.Event(), []
    read_page(port, until=deadline(2), path=LIGHT_PAGE, cookie=reader)
    load.rest = read_page(port, until=deadline(REST_SECONDS), path=LIGHT_PAGE, cookie=reader)
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
        except (BurstError, OSError) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=repeat, args=act) for act in acts.items()]
    for thread in threads:
        thread.start()
    load.busy = read_page(port, until=deadline(BUSY_SECONDS), path=LIGHT_PAGE, cookie=reader)
    over.set()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return load


def deadline(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def log_in(port: int, number: int) -> None:
    login = Logins(port, [f"animateur{10 + number % 100}@example.org"])
    login.start()
    login.join()
    login.milliseconds()


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


def ask(port: int, method: str, path: str, cookie: str, body: bytes = b"", headers: dict | None = None) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request(method, path, body, {"Cookie": cookie, **(headers or {})})
        answer = connection.getresponse()
        answer.read()
    if answer.status != 200:
        raise BurstError(f"{path} answers {answer.status}")
