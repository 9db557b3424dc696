"""Links of a text that lead outside the site."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings

from reseau.texts.markdown.html import to_html

LINK = re.compile(r'<a href="(?P<address>[^"]+)"')
# An address typed where nothing becomes a link: a title, a choice of a poll.
TYPED_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>«»`]+", re.IGNORECASE)


def outside_links(body: str, *plain_texts: str) -> set[str]:
    """Return the addresses outside the site to which the Markdown text `body` leads, and those typed in plain texts."""
    addresses = {unescape(link["address"]) for link in LINK.finditer(to_html(body))}
    for text in (body, *plain_texts):
        addresses |= {address[0].rstrip(".,;:!?)]") for address in TYPED_ADDRESS.finditer(text)}
    return {address for address in addresses if _is_outside(address)}


def _is_outside(address: str) -> bool:
    if address.lower().startswith("www."):
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        host, scheme = parts.hostname, parts.scheme
    except ValueError:
        # No browser opens it as ours.
        return True
    if not host:
        return scheme not in {"", "mailto", "tel"}
    return host != urlsplit(settings.ORIGIN).hostname
