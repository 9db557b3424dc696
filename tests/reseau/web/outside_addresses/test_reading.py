"""Reading an address outside, against a real server that does not always mean well."""

import gzip
import time
import zlib

import pytest

from reseau.web.outside_addresses import reading
from reseau.web.outside_addresses.addresses import OutsideAddressError
from reseau.web.outside_addresses.reading import read_outside
from tests.outside_server import answer

PRIVATE = "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."


@pytest.fixture
def hurried(monkeypatch):
    """A limit of time that a test can wait for."""
    monkeypatch.setattr(reading, "SECONDS", 0.5)


def refusal(address: str) -> str:
    with pytest.raises(OutsideAddressError) as raised:
        read_outside(address)
    return str(raised.value)


def redirect(address: str, status: int = 302):
    return answer(status=status, location=address)


def test_page_is_read_with_its_headers(outside_server):
    outside_server.answers["/flux?page=%C3%A9"] = answer(b"bonjour", etag='"v1"')

    read = read_outside(outside_server.url("/flux?page=é"))

    assert (read.status, read.content, read.headers["etag"]) == (200, b"bonjour", '"v1"')
    ((_, headers),) = outside_server.asked
    assert (headers["Host"], headers["Accept-Encoding"]) == (outside_server.place, "gzip")


def test_version_that_is_known_is_given_back(outside_server):
    outside_server.answers["/flux"] = answer(status=304)

    read = read_outside(outside_server.url(), etag='"v1"', last_modified="Tue, 03 Nov 2026 10:00:00 GMT")

    assert (read.is_unchanged, read.content) == (True, b"")
    ((_, headers),) = outside_server.asked
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"v1"', "Tue, 03 Nov 2026 10:00:00 GMT")


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_packed_page_is_unpacked(outside_server, pack):
    outside_server.answers["/flux"] = answer(pack(b"bonjour" * 1000), content_encoding="gzip")

    assert read_outside(outside_server.url()).content == b"bonjour" * 1000


def test_redirects_are_followed_and_lasting_ones_are_said(outside_server):
    outside_server.answers |= {"/a": redirect("/b", 301), "/b": redirect("/flux", 308), "/flux": answer(b"ici")}
    outside_server.answers["/c"] = redirect("/flux")

    moved, passing = read_outside(outside_server.url("/a")), read_outside(outside_server.url("/c"))

    assert (moved.content, moved.address, moved.has_moved) == (b"ici", outside_server.url(), True)
    assert (passing.content, passing.has_moved) == (b"ici", False)


def test_too_many_redirects_stop(outside_server):
    outside_server.answers["/flux"] = redirect("/flux")

    assert refusal(outside_server.url()) == "Plus de 3\u00a0renvois d’une adresse à l’autre\u00a0: la lecture s’arrête."
    assert len(outside_server.asked) == 4


@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://[::ffff:127.0.0.1]:9/"),
        *("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://0/", "http://[fd00::1]/"),
    ],
)
def test_redirect_to_a_private_machine_is_not_followed(outside_server, target):
    outside_server.answers["/flux"] = redirect(target)

    assert refusal(outside_server.url()) == PRIVATE


def test_redirect_to_another_scheme_is_not_followed(outside_server):
    outside_server.answers["/flux"] = redirect("file:///etc/passwd")

    assert refusal(outside_server.url()) == "Seules les adresses en http:// ou https:// sont lues."


def test_fifty_megabytes_are_cut(outside_server):
    outside_server.answers["/flux"] = answer(b"x" * 50_000_000)

    assert refusal(outside_server.url()) == reading.TOO_LARGE


def test_packed_bomb_is_cut_before_it_unfolds(outside_server):
    outside_server.answers["/flux"] = answer(gzip.compress(b"0" * 200_000_000), content_encoding="gzip")

    assert refusal(outside_server.url()) == reading.TOO_LARGE


def test_endless_page_is_cut(outside_server):
    def endless(handler):
        answer()(handler)
        while True:
            handler.wfile.write(b"x" * 4096)

    outside_server.answers["/flux"] = endless

    assert refusal(outside_server.url()) == reading.TOO_LARGE


@pytest.mark.parametrize("begins", [False, True])
def test_page_that_drips_is_cut_in_time(outside_server, hurried, begins):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if begins else b"X-Header: "))
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.1)

    outside_server.answers["/flux"], began = drip, time.monotonic()

    assert refusal(outside_server.url()) == reading.TOO_LONG
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "Le site n’a plus rien à cette adresse (réponse 404)."),
        (403, "Le site refuse d’être lu (réponse 403)."),
        (418, "Le site refuse de répondre (réponse 418)."),
        (500, "Le site est en panne (réponse 500)."),
    ],
)
def test_error_of_the_site_is_said(outside_server, status, words):
    outside_server.answers["/flux"] = answer(status=status)

    assert refusal(outside_server.url()) == words


@pytest.mark.parametrize("headers", [{"content_encoding": "gzip"}, {"content_encoding": "br"}])
def test_answer_that_makes_no_sense_is_said(outside_server, headers):
    outside_server.answers["/flux"] = answer(b"not packed", **headers)

    assert refusal(outside_server.url()) == reading.BROKEN


def test_something_else_than_http_is_said(outside_server):
    outside_server.answers["/flux"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    assert refusal(outside_server.url()) == reading.BROKEN


def test_closed_port_is_said(settings):
    settings.OUTSIDE_ALLOWED = ["127.0.0.1:9"]

    assert refusal("http://127.0.0.1:9/") == "Le site ne répond pas."


def test_site_without_a_certificate_is_refused(outside_server):
    assert refusal(f"https://{outside_server.place}/") == "Le certificat du site n’est pas valable."


def test_demonstration_asks_the_network_nothing(outside_server, settings):
    settings.DEMO = True

    assert refusal(outside_server.url()) == "Ici, rien n’est lu sur le réseau\u00a0: c’est une démonstration."
    assert outside_server.asked == []
