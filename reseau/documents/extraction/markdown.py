"""Markdown as blocks of plain text: a post of a forum, an uploaded file."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reseau.documents.extraction.blocks import HEADING, ITEM, NUMBERED, PARAGRAPH, Block

LISTS = {"bullet_list_open": ITEM, "ordered_list_open": NUMBERED}
HTML_TAG = re.compile(r"<[^>]{0,500}>")

_parser = MarkdownIt("commonmark", {"html": True})


def markdown_blocks(text: str, *, with_quotations: bool = True) -> list[Block]:
    """Return the text without its marks; a list inside an item becomes lines of that item."""
    return [block for block in _blocks(_parser.parse(text), with_quotations=with_quotations) if block.text]


def _blocks(tokens: list[Token], *, with_quotations: bool) -> Iterator[Block]:
    open_lists: list[str] = []
    item_lines: list[str] = []
    level = quotations = 0
    for token in tokens:
        quotations += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in LISTS:
            open_lists.append(LISTS[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            open_lists.pop()
        elif token.type == "list_item_close" and len(open_lists) == 1:
            yield Block(open_lists[0], "\n".join(item_lines))
            item_lines = []
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif text := _text_of(token) if with_quotations or not quotations else "":
            if open_lists:
                item_lines.append(f"– {text}" if len(open_lists) > 1 else text)
            else:
                yield Block(HEADING if level else PARAGRAPH, text, level)


def _text_of(token: Token) -> str:
    if token.type == "inline":
        return _inline(token.children).strip()
    if token.type in ("fence", "code_block"):
        return token.content.strip("\n")
    return HTML_TAG.sub("", token.content).strip() if token.type == "html_block" else ""


def _is_kept_picture(token: Token) -> bool:
    """Whether a token is the mark of a picture kept with the text, `![…](image:12)`, which goes on its own."""
    return token.type == "image" and str(token.attrs["src"]).startswith("image:")


def _inline(tokens: list[Token]) -> str:
    """Return the text of a line; the address of a link follows its text, unless both are the same. A name after @ has
    none: it is somebody who is named.
    """
    pieces: list[str] = []
    open_links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type == "link_open":
            open_links.append((str(token.attrs["href"]), len(pieces)))
        elif token.type == "link_close":
            address, start = open_links.pop()
            words = "".join(pieces[start:])
            if address.removeprefix("mailto:") != words and not words.startswith("@"):
                pieces.append(f" ({address})")
        elif token.type != "html_inline" and not _is_kept_picture(token):
            pieces.append(token.content)
    return "".join(pieces)
