"""The marks that are read, the same everywhere: no HTML of the author, single line breaks kept, addresses made links.

Line breaks are kept as people who do not know Markdown expect.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# The page has its own h1 and h2.
HEADINGS = {"h1": "h3", "h2": "h3"}
# Another site, or a path of this one; `www.exemple.fr` alone would lead nowhere.
GOOD_ADDRESS = re.compile(r"https?://|mailto:|/", re.IGNORECASE)
BARE_ADDRESS = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?’')\]]")

parser = MarkdownIt("commonmark", {"html": False, "breaks": True})


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = HEADINGS.get(token.tag, "h4")


def _link_bare_addresses(state: StateCore) -> None:
    """Turn pasted addresses into links, except inside a link or code."""
    for block in state.tokens:
        if block.type == "inline" and "://" in block.content:
            block.children = [piece for token in _outside_links(block.children) for piece in token]


def _outside_links(tokens: list[Token]):
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        yield _pieces(token) if token.type == "text" and not depth else [token]


def _pieces(token: Token) -> list[Token]:
    pieces, end = [], 0
    for address in BARE_ADDRESS.finditer(token.content):
        pieces += [
            _text(token.content[end : address.start()]),
            Token("link_open", "a", 1, attrs={"href": parser.normalizeLink(address[0])}),
            _text(address[0]),
            Token("link_close", "a", -1),
        ]
        end = address.end()
    return [*pieces, _text(token.content[end:])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


parser.core.ruler.push("lower_headings", _lower_headings)
parser.core.ruler.push("link_bare_addresses", _link_bare_addresses)
