"""Which addresses the server may ask when somebody gives it one: public ones, never a machine of its own network.

A name is resolved once; every address that it gives must be public, and the connection opens on one of those, so that a
name that changes its mind in between leads nowhere else.
"""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

PORTS = {"http": 80, "https": 443}
# Ports of the Web; a feed never comes from a mail server or a database.
OPEN_PORTS = frozenset({80, 443, 8080, 8443})
HOST_LENGTH = 253
# IPv4 inside IPv6, which a gateway of the network could open (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Whatever else Python says: the only part of IPv6 that the Internet routes (RFC 4291, 2.4). Outside are the translation
# of a network of its own (RFC 8215), the former site-local addresses, and the IPv4 ones written with six words of zero.
ROUTED = ipaddress.ip_network("2000::/3")
# Set apart by IANA, which older registries of Python do not know: protocols, former relays of 6to4, documentation.
SET_APART = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
# Third and fourth words of the half that names a machine behind an ISATAP tunnel; an IPv4 address follows (RFC 5214).
ISATAP = frozenset({0x00005EFE, 0x02005EFE})

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class OutsideAddressError(Exception):
    """An address that the server may not ask, or that cannot be found; the message is for people, in French."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an address leads: host as certificates write it, port, and the machines that answer, checked."""

    url: SplitResult
    host: str
    port: int
    machines: tuple[str, ...]


def destination_of(address: str) -> Destination:
    """Return where `address` leads. Resolves its name. Raises `OutsideAddressError`."""
    url, host, port = _split(address)
    return Destination(url, host, port, tuple(_machines(host, port)))


def check_written(address: str) -> None:
    """Check an address that somebody types, without asking the network. Raises `OutsideAddressError`."""
    _, host, port = _split(address)
    with suppress(ValueError):
        _check_machines([str(ipaddress.ip_address(host))], port)


def is_public(machine: str) -> bool:
    """Whether a numeric address is one of the public Internet, also under the disguises of IPv6."""
    try:
        address = ipaddress.ip_address(machine.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_routed, _with_disguised(address)))


def _is_routed(address: Address) -> bool:
    is_set_apart = any(address in network for network in SET_APART)
    is_of_the_internet = address.version == 4 or address in ROUTED
    return address.is_global and not address.is_multicast and is_of_the_internet and not is_set_apart


def _with_disguised(address: Address) -> Iterator[Address]:
    """Yield the address and the IPv4 ones that it stands for: mapped, 6to4, Teredo, NAT64, ISATAP."""
    if not isinstance(address, ipaddress.IPv6Address):
        yield address
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
        return
    hidden = [address.sixtofour, *(address.teredo or ())]
    last_words = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if int(address) >> 32 & 0xFFFFFFFF in ISATAP:
        hidden.append(last_words)
    if address in NAT64:
        hidden.append(last_words)
    else:
        yield address
    yield from filter(None, hidden)


def _split(address: str) -> tuple[SplitResult, str, int]:
    try:
        url = urlsplit(address)
        port, host = url.port, (url.hostname or "").rstrip(".")
    except ValueError as error:
        raise OutsideAddressError("Cette adresse est mal écrite.") from error
    if url.scheme not in PORTS:
        raise OutsideAddressError("Seules les adresses en http:// ou https:// sont lues.")
    if url.username is not None or url.password is not None:
        raise OutsideAddressError("Une adresse avec un nom et un mot de passe n’est pas lue.")
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError as error:
        raise OutsideAddressError("Cette adresse est mal écrite.") from error
    if not host or len(host) > HOST_LENGTH or any(sign.isspace() for sign in address):
        raise OutsideAddressError("Cette adresse est mal écrite.")
    return url, host, port or PORTS[url.scheme]


def _machines(host: str, port: int) -> list[str]:
    """Return the machines behind a name, all of them allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OutsideAddressError("Ce site est introuvable\u00a0: son nom n’existe pas, ou ne répond pas.") from error
    machines = list(dict.fromkeys(str(place[0]) for *_, place in found))
    _check_machines(machines, port)
    return machines


def _check_machines(machines: list[str], port: int) -> None:
    if not machines or not all(_is_allowed(machine, port) for machine in machines):
        raise OutsideAddressError("Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas.")


def _is_allowed(machine: str, port: int) -> bool:
    """Whether the machine is public, or one that the operator of the site named."""
    return (is_public(machine) and port in OPEN_PORTS) or f"{machine}:{port}" in settings.OUTSIDE_ALLOWED
