"""A real server on loopback that plays a site outside: what it answers, path by path; it remembers requests."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Respond = Callable[[BaseHTTPRequestHandler], None]


class OutsideServer:
    """`answers`: path → function that writes the answer; `asked`: path and headers of each request."""

    def __init__(self) -> None:
        self.answers: dict[str, Respond] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outside.asked.append((self.path, dict(self.headers)))
                with suppress(OSError):
                    outside.answers.get(self.path, answer(status=404))(self)

            def log_message(self, *args) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def url(self, path: str = "/flux") -> str:
        return f"http://{self.place}{path}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def answer(body: bytes = b"", *, status: int = 200, **headers: str) -> Respond:
    """Return what answers `body`; `content_encoding="gzip"` is the header Content-Encoding."""

    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return respond


@pytest.fixture
def outside_server(settings) -> Iterator[OutsideServer]:
    """A site outside that the operator allows, though it is on this machine."""
    outside = OutsideServer()
    settings.OUTSIDE_ALLOWED = [outside.place]
    yield outside
    outside.close()
