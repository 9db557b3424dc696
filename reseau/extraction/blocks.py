"""What a document is made of, whatever its format: headings, paragraphs, items of lists, in reading order."""

from typing import NamedTuple

TITLE, HEADING, PARAGRAPH, ITEM, NUMBERED = "title", "heading", "paragraph", "item", "numbered"


class Block(NamedTuple):
    """`level` is that of a heading, 1 the highest; lines of a text that keeps them are parted by a line feed."""

    kind: str
    text: str
    level: int = 0
