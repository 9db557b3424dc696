"""The text of the four office formats: OpenDocument and Office Open XML are archives of XML parts.

By hand: python-docx and odfdo lose words or add deleted ones; with python-pptx, all three build whole trees (ADR 24).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from reseau.documents.extraction.blocks import HEADING, ITEM, PARAGRAPH, TITLE, Block
from reseau.documents.extraction.kinds import DOCX, ODP, ODT, PPTX
from reseau.documents.extraction.office_archive import Archive
from reseau.documents.extraction.problems import BROKEN, DANGEROUS, PROTECTED, FileProblemError

MAX_DEPTH = 500
MAX_MANIFEST = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Grammar:
    """Which elements hold words, which end a line, which stand for a space, which are not read at all.

    Names are those of XML without their namespace.
    """

    text_tags: frozenset[str]
    line_tags: frozenset[str]
    space_tags: frozenset[str]
    skipped_tags: frozenset[str]


# Comments and deleted passages are not part of the text.
OPEN_DOCUMENT = Grammar(
    text_tags=frozenset({"p", "h", "title", "desc"}),
    line_tags=frozenset({"p", "h", "line-break", "title", "desc"}),
    space_tags=frozenset({"s", "tab"}),
    skipped_tags=frozenset({"annotation", "tracked-changes", "deletion", "forms"}),
)
# Word writes twice the content that old versions cannot show: the second time is the fallback.
OFFICE_OPEN_XML = Grammar(
    text_tags=frozenset({"t"}),
    line_tags=frozenset({"p", "br", "cr"}),
    space_tags=frozenset({"tab"}),
    skipped_tags=frozenset({"Fallback", "del", "moveFrom"}),
)
# Styles of Word: « Heading1 », « Titre1 » in French, « Title » or « Titre » for the title of the document.
STYLE = re.compile(r"(heading|titre|title)\s*([1-9]?)", re.IGNORECASE)
NUMBERED_PART = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)(\d+)\.xml")


class EnoughError(Exception):
    """The limit of characters is reached."""


class TextCollector:
    """Collects the text of one part; target of the XML parser, so that no tree stands in memory."""

    def __init__(self, grammar: Grammar, max_characters: int) -> None:
        self.grammar = grammar
        self.remaining = max_characters
        self.pieces: list[str] = []
        self.path: list[str] = []
        self.inside = self.skipping = 0

    def start(self, tag: str, attributes: dict) -> None:
        name = tag.rpartition("}")[2]
        self.path.append(name)
        if len(self.path) > MAX_DEPTH:
            raise FileProblemError(DANGEROUS, "too deep")
        self.skipping += name in self.grammar.skipped_tags
        self.inside += name in self.grammar.text_tags
        if name in self.grammar.space_tags and not self.skipping:
            self.pieces.append(" ")

    def end(self, tag: str) -> None:
        name = self.path.pop()
        self.inside -= name in self.grammar.text_tags
        if name in self.grammar.line_tags and not self.skipping:
            self.pieces.append("\n")
        self.skipping -= name in self.grammar.skipped_tags

    def data(self, text: str) -> None:
        if self.skipping or not self.inside:
            return
        self.pieces.append(text)
        self.remaining -= len(text)
        if self.remaining < 0:
            raise EnoughError

    def close(self) -> None:
        """Do nothing: the parser requires this method."""

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class BlockCollector(TextCollector):
    """Collects the text as blocks, whose kind comes from their style."""

    def __init__(self, grammar: Grammar, max_characters: int) -> None:
        super().__init__(grammar, max_characters)
        self.blocks: list[Block] = []
        self.kind, self.level, self.lists = PARAGRAPH, 0, 0

    def start(self, tag: str, attributes: dict) -> None:
        super().start(tag, attributes)
        name, values = self.path[-1], {key.rpartition("}")[2]: value for key, value in attributes.items()}
        self.lists += name == "list-item"
        if name == "h":
            self._start_heading(values.get("outline-level", "1"))
        elif name == "pStyle" and (style := STYLE.fullmatch(values.get("val", ""))):
            self._start_heading(style[2])
        elif name == "numPr" and self.kind == PARAGRAPH:
            self.kind = ITEM
        elif name == "p" and "Title" in (values.get("style-name"), values.get("class")):
            self._start_heading("")

    def _start_heading(self, level: str) -> None:
        """Start a heading; without a level, the title of the document."""
        self.kind, self.level = (HEADING, int(level)) if level.isdecimal() else (TITLE, 0)

    def end(self, tag: str) -> None:
        name = self.path[-1]
        super().end(tag)
        self.lists -= name == "list-item"
        if name in ("p", "h"):
            self.flush()

    def flush(self) -> None:
        kind = ITEM if self.lists and self.kind == PARAGRAPH else self.kind
        self.blocks.append(Block(kind, self.text, self.level))
        self.pieces, self.kind, self.level = [], PARAGRAPH, 0


def office_text(file: BinaryIO, kind: str, max_characters: int) -> str:
    """Return the text of the document: `max_characters` or a little more."""
    return "\n".join(collector.text for collector in _collect(file, kind, max_characters, TextCollector))


def office_blocks(file: BinaryIO, kind: str, max_characters: int) -> list[Block]:
    """Return the blocks of the document: `max_characters` or a little more."""
    blocks: list[Block] = []
    for collector in _collect(file, kind, max_characters, BlockCollector):
        # The block in progress when the limit was reached.
        collector.flush()
        blocks += collector.blocks
    return blocks


def _collect(
    file: BinaryIO, kind: str, max_characters: int, collector_class: type[TextCollector]
) -> Iterator[TextCollector]:
    """Yield the collector of each part, until `max_characters` are read."""
    archive = Archive(file)
    archive.check()
    if kind in (ODT, ODP) and _is_locked(archive):
        raise FileProblemError(PROTECTED)
    grammar = OPEN_DOCUMENT if kind in (ODT, ODP) else OFFICE_OPEN_XML
    for name in _parts(archive, kind):
        collector = collector_class(grammar, max_characters)
        _parse(collector, archive.chunks(name))
        yield collector
        max_characters = collector.remaining
        if max_characters < 0:
            break


def _is_locked(archive: Archive) -> bool:
    """OpenDocument encrypts its parts one by one, or since LibreOffice 24.8 all of them together."""
    manifest = archive.start_of("META-INF/manifest.xml", MAX_MANIFEST)
    return b":encryption-data" in manifest or "encrypted-package" in archive.names


def _parse(collector: TextCollector, chunks: Iterable[bytes]) -> None:
    parser = DefusedXMLParser(target=collector, forbid_dtd=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except EnoughError:
        pass
    except DefusedXmlException as error:
        raise FileProblemError(DANGEROUS, type(error).__name__) from error
    except ParseError as error:
        raise FileProblemError(BROKEN, str(error)) from error


def _parts(archive: Archive, kind: str) -> list[str]:
    """Return the names of the parts that hold text, in reading order."""
    if kind == PPTX:
        matches = [match for name in archive.names if (match := NUMBERED_PART.fullmatch(name))]
        # The notes of a slide follow it.
        names = [match[0] for match in sorted(matches, key=lambda match: (int(match[2]), match[1] != "slides/slide"))]
    else:
        names = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] if kind == DOCX else ["content.xml"]
        names = [name for name in names if name in archive.names]
    if not names:
        raise FileProblemError(BROKEN, "no text part")
    return names
