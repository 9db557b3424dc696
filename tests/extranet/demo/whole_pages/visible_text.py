"""What a person reads of a page: runs of text as a browser lays them out, and words of attributes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "data",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
}
INLINE |= {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
# Drawn in the line as one thing, with a text of their own or none.
OBJECTS = {
    "audio",
    "button",
    "canvas",
    "code",
    "iframe",
    "img",
    "input",
    "meter",
    "object",
    "progress",
    "select",
    "svg",
}
OBJECTS |= {"textarea", "video"}
UNSEEN = {"base", "datalist", "link", "meta", "script", "style", "svg", "template"}
# What a page marks as code is the name of a column or of a choice, as its file has it.
AS_TYPED = {"code", "pre", "textarea"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title")
# Stands in a run for an object of the line.
OBJECT = "\ufffc"
COLLAPSED = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Text between two edges of blocks, its white space collapsed. `block` is the element that holds it.

    `is_typed`: the text is shown as somebody typed it.
    """

    text: str
    block: HtmlElement
    is_typed: bool = False


def parse(content: bytes) -> HtmlElement:
    return document_fromstring(content, parser=HTMLParser(encoding="utf-8"))


def runs_of(page: HtmlElement) -> list[Run]:
    """Return the runs of the page in the order of reading, its title first."""
    reader = _RunReader()
    reader.read_block(page)
    return reader.runs


class _RunReader:
    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.pieces: list[str] = []

    def read_block(self, block: HtmlElement) -> None:
        outer, self.pieces = self.pieces, []
        self._read_content(block, block)
        self._end_run(block)
        self.pieces = outer

    def _read_content(self, element: HtmlElement, block: HtmlElement) -> None:
        self.pieces.append(element.text or "")
        for child in element:
            self._read_child(child, block)
            self.pieces.append(child.tail or "")

    def _read_child(self, child: HtmlElement, block: HtmlElement) -> None:
        tag = child.tag
        if not isinstance(tag, str):  # a comment
            return
        if tag in INLINE:
            self._read_content(child, block)
        elif tag == "br":
            self._end_run(block)
        elif tag in OBJECTS:
            self.pieces.append(OBJECT if child.get("type") != "hidden" else "")
            if tag not in UNSEEN:
                self.read_block(child)
        elif tag not in UNSEEN:
            self._end_run(block)
            self.read_block(child)

    def _end_run(self, block: HtmlElement) -> None:
        text = COLLAPSED.sub(" ", "".join(self.pieces)).strip(" ")
        self.pieces = []
        if text:
            self.runs.append(Run(text, block, is_typed=block.tag in AS_TYPED))


def spoken_words(page: HtmlElement) -> Iterator[str]:
    """Yield the texts of attributes that people read or hear, and the values that fields show."""
    for element in page.iter(etree.Element):
        for name in SPOKEN:
            if text := (element.get(name) or "").strip():
                yield text
        if element.tag == "meta" and element.get("name") == "description":
            yield element.get("content", "")
        if element.tag == "input" and element.get("type") not in {"hidden", "checkbox", "radio", "password"}:
            yield element.get("value", "")


def name_of(element: HtmlElement) -> str:
    """Return what assistive technology says of a link, a button or a heading: its own words, or those of a picture."""
    if words := (element.get("aria-label") or element.get("title") or element.get("value") or "").strip():
        return words
    if keys := element.get("aria-labelledby"):
        named = [other for key in keys.split() for other in element.xpath("//*[@id=$key]", key=key)]
        return " ".join(other.text_content() for other in named).strip()
    return "".join(_heard(element)).strip()


def _heard(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    yield from (element.get(name, "") for name in ("alt", "aria-label", "value"))
    for child in element:
        is_silent = child.get("aria-hidden") == "true" or child.get("hidden") is not None
        if child.tag not in {"script", "style", "template", etree.Comment} and not is_silent:
            yield from _heard(child)
        yield child.tail or ""
