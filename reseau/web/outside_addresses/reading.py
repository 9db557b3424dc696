"""Read an address outside the site: public machines only, few redirects, little time, few bytes, nothing kept open."""

import http.client
import time
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings

from reseau.web.outside_addresses.addresses import OutsideAddressError, destination_of
from reseau.web.outside_addresses.connection import BROKEN, SECONDS, TOO_LONG, outside_connection, own_name, path_of

BYTES = 2_000_000
REDIRECTS = 3
CHUNK = 16_384
REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
LASTING_STATUSES = frozenset({301, 308})
NOT_MODIFIED = 304
ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})

TOO_LARGE = f"La lecture a été coupée\u00a0: plus de {BYTES // 1_000_000}\u00a0Mo, c’est trop pour un flux."


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """What an address answered: `content` is unpacked; `address` is the last one, `has_moved` if it is so for good."""

    status: int
    content: bytes
    headers: Mapping[str, str]
    address: str
    has_moved: bool

    @property
    def is_unchanged(self) -> bool:
        return self.status == NOT_MODIFIED


def read_outside(address: str, *, etag: str = "", last_modified: str = "") -> OutsideAnswer:
    """Return what `address` answers to a GET; with `etag` or `last_modified`, only if it has changed.

    Raises `OutsideAddressError`: a forbidden or unknown address, an error of the site, too slow, too large.
    """
    if settings.DEMO:
        raise OutsideAddressError("Ici, rien n’est lu sur le réseau\u00a0: c’est une démonstration.")
    headers = {"Accept-Encoding": "gzip", "Connection": "close", "User-Agent": own_name(), "Accept": "*/*"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": last_modified} if last_modified else {}
    deadline, has_moved = time.monotonic() + SECONDS, True
    for _ in range(REDIRECTS + 1):
        answer = _ask(address, headers, deadline)
        if answer.status not in REDIRECT_STATUSES:
            return OutsideAnswer(answer.status, answer.content, answer.headers, address, has_moved)
        has_moved = has_moved and answer.status in LASTING_STATUSES
        address = urljoin(address, answer.headers.get("location", ""))
    raise OutsideAddressError(f"Plus de {REDIRECTS}\u00a0renvois d’une adresse à l’autre\u00a0: la lecture s’arrête.")


def _ask(address: str, headers: Mapping[str, str], deadline: float) -> OutsideAnswer:
    """Ask one address, without following where it leads."""
    destination = destination_of(address)
    if deadline <= time.monotonic():
        raise OutsideAddressError(TOO_LONG)
    with outside_connection(destination, deadline) as connection:
        try:
            connection.request("GET", path_of(destination), headers=dict(headers))
            with closing(connection.getresponse()) as response:
                answered = {name.lower(): value for name, value in response.getheaders()}
                content = _content(response, answered, deadline) if response.status == http.client.OK else b""
        except (OSError, ValueError, http.client.HTTPException, zlib.error) as error:
            raise OutsideAddressError(TOO_LONG if deadline <= time.monotonic() else BROKEN) from error
    if response.status not in {http.client.OK, NOT_MODIFIED, *REDIRECT_STATUSES}:
        raise OutsideAddressError(_refusal(response.status))
    return OutsideAnswer(response.status, content, answered, address, has_moved=False)


def _refusal(status: int) -> str:
    words = {401: "demande un mot de passe", 403: "refuse d’être lu", 404: "n’a plus rien à cette adresse"}
    words |= {410: "dit que cette adresse est fermée", 429: "demande d’attendre"}
    fallback = "est en panne" if status >= http.client.INTERNAL_SERVER_ERROR else "refuse de répondre"
    return f"Le site {words.get(status, fallback)} (réponse {status})."


def _content(response: http.client.HTTPResponse, headers: Mapping[str, str], deadline: float) -> bytes:
    """Read and unpack the body, never more than the limit of either, whatever its length is said to be."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", *ENCODINGS}:
        raise OutsideAddressError(BROKEN)
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32) if encoding in ENCODINGS else None
    content, received = bytearray(), 0
    while chunk := response.read1(CHUNK):
        received += len(chunk)
        content += unpack.decompress(chunk, BYTES + 1 - len(content)) if unpack else chunk
        if max(received, len(content)) > BYTES or (unpack and unpack.unconsumed_tail):
            raise OutsideAddressError(TOO_LARGE)
    # Cut at the deadline, the connection looks as if it were over.
    if deadline <= time.monotonic():
        raise OutsideAddressError(TOO_LONG)
    return bytes(content)
