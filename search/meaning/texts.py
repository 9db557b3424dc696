"""The texts whose meaning is kept."""

from search.sources.documents import Document

# A text with fewer words means too little: a card of the directory is near to anything.
FEWEST_WORDS = 20
# Words of each part of a text, which has its title too, and parts at most.
PART, PARTS = 60, 6


def parts_of(document: Document) -> list[str]:
    """Return the title, then the text in parts; nothing for a document with too few words."""
    words = f"{document.summary} {document.body}".split()
    if len(words) < FEWEST_WORDS:
        return []
    starts = range(0, min(len(words), PART * PARTS), PART)
    return [document.title, *(f"{document.title}. {' '.join(words[start : start + PART])}" for start in starts)]
