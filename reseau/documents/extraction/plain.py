"""Plain text in the three encodings of French files: UTF-8, UTF-16 with its mark, Windows-1252."""

import codecs
from typing import BinaryIO

from reseau.documents.extraction.problems import BROKEN, FileProblemError

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Control characters that no text has, except tab, line feed, form feed and carriage return.
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def decode(content: bytes) -> str | None:
    """Return the text, or None if the content is not text."""
    if content.startswith(UTF_16_MARKS):
        return _decoded(content, "utf-16")
    text = _decoded(content, "utf-8-sig")
    return _decoded(content, "cp1252") if text is None else text


def plain_text(file: BinaryIO) -> str:
    text = decode(file.read())
    if text is None:
        raise FileProblemError(BROKEN)
    return text


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if any(chr(control) in text for control in CONTROLS) else text
