"""What a link of the site leads to, as apps say in their module `declarations.linked_objects`.

Nothing is stored: a card says what its reader may see when they read, and the same link is a plain one to others.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import islice
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.html import format_html

from jobs.declared import declared

# Addresses of a page that may become cards; those after stay links.
MOST_ADDRESSES = 60


@dataclass(frozen=True, slots=True)
class LinkCard:
    """`kind`: « Fiche d’atelier »; `line`: the one fact by which people know the object, or nothing."""

    kind: str
    title: str
    line: str = ""


class LinkedKind(ABC):
    """One kind of page: `route` is the name of its address, `argument` the part of it that tells which object."""

    route: str
    argument: str = "pk"

    def key_of(self, arguments: dict) -> Hashable:
        """Return the key of the object of an address."""
        return arguments[self.argument]

    @abstractmethod
    def cards(self, user, keys: Collection) -> dict[Hashable, LinkCard]:
        """Return the cards of those of `keys` that `user` may see. A constant number of queries."""


@cache
def declared_kinds() -> dict[str, LinkedKind]:
    """Return the kinds by the name of their address."""
    return {kind.route: kind for kind in declared("linked_objects", "KINDS")}


def cards_of(user, addresses: Iterable[str]) -> dict[str, LinkCard]:
    """Return the cards of the first `MOST_ADDRESSES` addresses that lead to something that `user` may see.

    As many queries as there are kinds of page among them, whatever their number.
    """
    found: dict[LinkedKind, dict[str, Hashable]] = {}
    for address in list(dict.fromkeys(addresses))[:MOST_ADDRESSES]:
        if target := _target(address):
            kind, key = target
            found.setdefault(kind, {})[address] = key
    cards = {}
    for kind, keys in found.items():
        known = kind.cards(user, set(keys.values()))
        cards |= {address: known[key] for address, key in keys.items() if key in known}
    return cards


def _target(address: str) -> tuple[LinkedKind, Hashable] | None:
    """Return the kind of page and the key of an address of this site, or None."""
    path = _own_path(address)
    if not path:
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    kind = declared_kinds().get(match.view_name)
    return (kind, kind.key_of(match.kwargs)) if kind else None


def _own_path(address: str) -> str:
    """Return the path that the site resolves, without its prefix; empty for another site."""
    address = address.removeprefix(settings.ORIGIN)
    if not address.startswith("/") or address.startswith("//"):
        return ""
    path, prefix = unquote(urlsplit(address).path), get_script_prefix()
    return f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else ""


# Links that stand alone on their line, in the safe HTML of a text (`reseau.texts.markdown.html`).
# Links of one text that may become cards.
MOST_LINKS = 20
LONE_LINK = re.compile(
    r'(?:(?<=<p>)|(?<=<br>\n))<a href="(?P<address>[^"<>]{1,500})" rel="nofollow noopener">(?P<words>[^<]*)</a>'
    r"(?=</p>|<br>)"
)
CARD = '<a class="link-card" href="{}"><span class="kind">{}</span> <b>{}</b>{}</a>'


def lone_addresses(html: str) -> Iterator[str]:
    """Yield the addresses of the first links that stand alone. A mention, @ and a name, is a name in a line."""
    links = islice(LONE_LINK.finditer(html), MOST_LINKS)
    return (unescape(link["address"]) for link in links if not link["words"].startswith("@"))


def with_cards(html: str, cards: Mapping[str, LinkCard]) -> str:
    """Return the HTML with a card in place of each lone link that has one."""
    return LONE_LINK.sub(lambda link: _shown(link, cards), html) if cards else html


def _shown(link: re.Match, cards: Mapping[str, LinkCard]) -> str:
    address = unescape(link["address"])
    card = None if link["words"].startswith("@") else cards.get(address)
    if card is None:
        return link[0]
    line = format_html(' <span class="line">{}</span>', card.line) if card.line else ""
    return format_html(CARD, address, card.kind, card.title, line)
