"""Process that reads headings, paragraphs and items: `python -m reseau.documents.extraction.outline KIND`."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reseau.documents.extraction.blocks import ITEM, PARAGRAPH, Block
from reseau.documents.extraction.confinement import run_confined
from reseau.documents.extraction.kinds import PDF, TEXT
from reseau.documents.extraction.markdown import markdown_blocks
from reseau.documents.extraction.office import office_blocks
from reseau.documents.extraction.pdf import pdf_text
from reseau.documents.extraction.plain import plain_text
from reseau.documents.extraction.text import MAX_CHARACTERS, clean_text

MAX_BLOCKS = 5_000
# Signs that begin an item where the format does not mark it.
BULLET = re.compile(r"[•▪◦‣●○■\uf0b7\uf0a7]\s*|[-–—*]\s+")


def examine(file: BinaryIO, arguments: list[str]) -> dict[str, list[Block]]:
    (kind,) = arguments
    return {"blocks": clean_blocks(raw_blocks(file, kind))}


def raw_blocks(file: BinaryIO, kind: str) -> Iterable[Block]:
    if kind == PDF:
        return pdf_blocks(pdf_text(file, MAX_CHARACTERS))
    if kind == TEXT:
        return markdown_blocks(plain_text(file)[: 2 * MAX_CHARACTERS])
    return office_blocks(file, kind, MAX_CHARACTERS)


def pdf_blocks(text: str) -> Iterator[Block]:
    """Yield paragraphs from the lines of a PDF: a line that starts in lower case continues the line before."""
    paragraph = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if paragraph and line[0].islower():
            paragraph = f"{paragraph} {line}"
            continue
        yield Block(PARAGRAPH, paragraph)
        paragraph = line
    yield Block(PARAGRAPH, paragraph)


def clean_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Return the non-empty blocks, within `MAX_BLOCKS` and `MAX_CHARACTERS`."""
    result: list[Block] = []
    remaining = MAX_CHARACTERS
    for block in blocks:
        text, kind = clean_text(block.text)[:remaining], block.kind
        if kind == PARAGRAPH and "\n" not in text and (bullet := BULLET.match(text)):
            text, kind = text[bullet.end() :], ITEM
        if text:
            result.append(Block(kind, text, block.level))
        remaining -= len(text)
        if remaining <= 0 or len(result) == MAX_BLOCKS:
            break
    return result


if __name__ == "__main__":
    run_confined(examine)
