"""Markdown as blocks of plain runs, for what is not HTML: papers (`papier.typ`), comparisons of versions.

A block is a dict, as JSON carries it to Typst. `kind`: "paragraph" or "heading" (`runs`), "list" (`start`, None without
numbers; `items`, each a list of blocks), "quotation" (`blocks`), "code" (`text`), "rule". A run is a text with its
`strong`, `emph`, `code` and `link` when it has them; a line break is the text "\\n".
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from reseau.texts.markdown.parser import GOOD_ADDRESS, parser

STYLES = {"strong": "strong", "em": "emph"}
Block = dict[str, Any]
Run = dict[str, Any]


def to_blocks(text: str) -> list[Block]:
    return [_block(node) for node in SyntaxTreeNode(parser.parse(text)).children]


def to_runs(line: str) -> list[Run]:
    """Return the runs of one line of a list, where no mark of a block counts."""
    return _runs(parser.parseInline(line)[0].children or [])


def to_lines(text: str) -> str:
    """Return the text without any mark, its lines, its bullets and its numbers kept; addresses of links in brackets."""
    return "\n\n".join(_lines(block) for block in to_blocks(text))


def line_to_text(line: str) -> str:
    return _words(to_runs(line))


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "bullet_list" | "ordered_list":
            start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
            items = [[_block(child) for child in item.children] for item in node.children]
            return {"kind": "list", "start": start, "items": items}
        case "blockquote":
            return {"kind": "quotation", "blocks": [_block(child) for child in node.children]}
        case "fence" | "code_block":
            return {"kind": "code", "text": node.content.rstrip("\n")}
        case "hr":
            return {"kind": "rule"}
    (inline,) = node.children
    kind = "heading" if node.type == "heading" else "paragraph"
    return {"kind": kind, "runs": _runs(inline.token.children if inline.token else [])}


def _runs(tokens: list[Token] | None) -> list[Run]:
    runs: list[Run] = []
    style: Run = {}
    said = ""  # the words of the link being read
    for token in tokens or []:
        name, _, way = token.type.rpartition("_")
        if name in STYLES and way in ("open", "close"):
            style = _changed(style, STYLES[name], value=way == "open")
        elif token.type == "link_open":
            style, said = _changed(style, "link", value=_address(str(token.attrs["href"]))), ""
        elif token.type == "link_close":
            runs += _address_in_brackets(style.get("link"), said)
            style = _changed(style, "link", value=None)
        elif token.type == "image":
            address = _address(str(token.attrs["src"]))
            runs += [{"text": token.content, **style, "link": address}, *_address_in_brackets(address, token.content)]
        elif words := "\n" if token.type in ("softbreak", "hardbreak") else token.content:
            said += words
            runs.append({"text": words, **style, **({"code": True} if token.type == "code_inline" else {})})
    return runs


def _changed(style: Run, name: str, *, value) -> Run:
    others = {key: held for key, held in style.items() if key != name}
    return {**others, name: value} if value else others


def _address(address: str) -> str:
    """Return the whole address, as paper needs it; nothing for one that leads nowhere."""
    if not GOOD_ADDRESS.match(address):
        return ""
    return f"{settings.ORIGIN}{address}" if address.startswith("/") else address


def _address_in_brackets(address: str | None, said: str) -> list[Run]:
    """Write the address beside the words of a link, since nobody presses them on paper."""
    shown = (address or "").removeprefix("https://").removeprefix("http://").removeprefix("mailto:")
    return [{"text": f" ({shown})"}] if shown and shown not in said else []


def _lines(block: Block) -> str:
    match block["kind"]:
        case "list":
            return "\n".join(_items(block))
        case "quotation":
            return "\n\n".join(_lines(inner) for inner in block["blocks"])
        case "code":
            return block["text"]
        case "rule":
            return ""
    return _words(block["runs"])


def _items(block: Block) -> Iterator[str]:
    for rank, item in enumerate(block["items"]):
        mark = "•" if block["start"] is None else f"{block['start'] + rank}."
        yield f"{mark} " + "\n".join(_lines(inner) for inner in item)


def _words(runs: list[Run]) -> str:
    return "".join(run["text"] for run in runs)
