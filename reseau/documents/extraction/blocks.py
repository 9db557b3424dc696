"""Blocks of a document, whatever its format: headings, paragraphs, list items, in reading order."""

from typing import NamedTuple

TITLE, HEADING, PARAGRAPH, ITEM, NUMBERED = "title", "heading", "paragraph", "item", "numbered"


class Block(NamedTuple):
    """`level`: level of a heading, 1 for the highest. A line feed separates the lines of a text that keeps them."""

    kind: str
    text: str
    level: int = 0
