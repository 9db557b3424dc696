"""Markdown of posts rendered as HTML: a short list of marks, no HTML of the author, no image.

Two fences, since what is shown is what others wrote: markdown-it never lets HTML through, then nh3 keeps only what
stands in `ALLOWED_TAGS`. Single line breaks are kept, as people who do not know Markdown expect.
"""

import html
import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ALLOWED_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"}
# The page has its own h1 and h2.
HEADINGS = {"h1": "h3", "h2": "h3"}
# Another site, or a path of this one; `www.exemple.fr` alone would lead nowhere.
GOOD_ADDRESS = re.compile(r"https?://|mailto:|/", re.IGNORECASE)
BARE_ADDRESS = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?’')\]]")


def to_html(text: str) -> str:
    """Return safe HTML; hostile or broken input becomes plain text, never an error."""
    return _cleaner.clean(_parser.render(text))


def to_text(text: str) -> str:
    """Return the text on one line, without any mark: for the index, summaries and notices."""
    return " ".join(html.unescape(_stripper.clean(_parser.render(text))).split())


def quote(text: str, author: str) -> str:
    """Quote `text` at the start of an answer to `author`, without the quotations that it contains."""
    lines = text.strip().splitlines()
    own_lines = [line for line in lines if not line.lstrip().startswith(">")]
    body = "\n".join(own_lines if any(line.strip() for line in own_lines) else lines).strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in [f"**{author}** :", "", *body.splitlines()])
    return f"{quoted}\n\n"


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
            Token("link_open", "a", 1, attrs={"href": _parser.normalizeLink(address[0])}),
            _text(address[0]),
            Token("link_close", "a", -1),
        ]
        end = address.end()
    return [*pieces, _text(token.content[end:])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _image_as_link(self: RendererHTML, tokens: list[Token], index: int, *_) -> str:
    """Replace images by links, since an image would be requested from another site."""
    address, words = tokens[index].attrs["src"], tokens[index].content
    return f'<a href="{html.escape(str(address))}">{html.escape(words or str(address))}</a>'


def _keep_good_address(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or GOOD_ADDRESS.match(value) else None


_cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    # "*" is needed because nh3 would allow `title` and `lang` everywhere.
    attributes={"a": {"href"}, "*": set()},
    attribute_filter=_keep_good_address,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
)
_stripper = nh3.Cleaner(tags=set())
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
_parser.core.ruler.push("lower_headings", _lower_headings)
_parser.core.ruler.push("link_bare_addresses", _link_bare_addresses)
_parser.add_render_rule("image", _image_as_link)
