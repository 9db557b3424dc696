"""A connection with a machine outside that was checked, cut at its deadline wherever it stands."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.utils.encoding import iri_to_uri

from reseau.web.outside_addresses.addresses import Destination, OutsideAddressError

SECONDS = 15

TOO_LONG = f"La lecture a été coupée\u00a0: elle durait plus de {SECONDS}\u00a0secondes."
BROKEN = "Le site a répondu de travers."


def own_name() -> str:
    return f"Mozilla/5.0 (compatible; extranet; +{settings.ORIGIN})"


def path_of(destination: Destination) -> str:
    url = destination.url
    return iri_to_uri((url.path or "/") + (f"?{url.query}" if url.query else ""))


@contextmanager
def outside_connection(destination: Destination, deadline: float) -> Iterator[http.client.HTTPConnection]:
    """Open a connection with a machine that was checked; at the deadline, it is cut wherever it stands."""
    raw = _open_socket(destination, deadline)
    # The same connection under another handle: that of TLS takes the first one.
    handle = raw.dup()
    watch = threading.Timer(max(deadline - time.monotonic(), 0), _cut, [handle])
    watch.daemon = True
    watch.start()
    is_secured = destination.url.scheme == "https"
    connection_class = http.client.HTTPSConnection if is_secured else http.client.HTTPConnection
    connection = connection_class(destination.host, destination.port)
    try:
        connection.sock = _secured(raw, destination) if is_secured else raw
        yield connection
    except OSError as error:
        raise OutsideAddressError(TOO_LONG if deadline <= time.monotonic() else BROKEN) from error
    finally:
        watch.cancel()
        for each in (connection, raw, handle):
            each.close()


def _open_socket(destination: Destination, deadline: float) -> socket.socket:
    for machine in destination.machines:
        with suppress(OSError):
            return socket.create_connection((machine, destination.port), max(deadline - time.monotonic(), 0.1))
    raise OutsideAddressError(TOO_LONG if deadline <= time.monotonic() else "Le site ne répond pas.")


def _secured(raw: socket.socket, destination: Destination) -> ssl.SSLSocket:
    try:
        return ssl.create_default_context().wrap_socket(raw, server_hostname=destination.host)
    except ssl.SSLError as error:
        raise OutsideAddressError("Le certificat du site n’est pas valable.") from error


def _cut(handle: socket.socket) -> None:
    with suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)
