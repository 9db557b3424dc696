"""Links that stand alone on their line, in the safe HTML of a text (`reseau.texts.markdown.html`)."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice

from django.utils.html import format_html

from reseau.texts.link_cards.registry import LinkCard

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
