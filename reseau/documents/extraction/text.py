"""Process that reads the text of its input: `python -m reseau.documents.extraction.text KIND`."""

import re
import unicodedata
from typing import BinaryIO

from reseau.documents.extraction.confinement import run_confined
from reseau.documents.extraction.kinds import PDF, TEXT
from reseau.documents.extraction.office import office_text
from reseau.documents.extraction.pdf import pdf_text
from reseau.documents.extraction.plain import plain_text

MAX_CHARACTERS = 200_000

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": ""})
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SPACES = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r"\s*\n\s*")


def examine(file: BinaryIO, arguments: list[str]) -> dict[str, str]:
    (kind,) = arguments
    return {"text": clean_text(raw_text(file, kind))}


def raw_text(file: BinaryIO, kind: str) -> str:
    """Return the text as the file has it: `MAX_CHARACTERS` or a little more."""
    if kind == PDF:
        return pdf_text(file, MAX_CHARACTERS)
    if kind == TEXT:
        return plain_text(file)
    return office_text(file, kind, MAX_CHARACTERS)


def clean_text(text: str) -> str:
    """Return text that any database accepts: NFC, without layout spaces, cut at `MAX_CHARACTERS`."""
    text = unicodedata.normalize("NFC", NOT_TEXT.sub("", text[: 2 * MAX_CHARACTERS]).translate(LIGATURES))
    return BLANK_LINES.sub("\n", SPACES.sub(" ", text)).strip()[:MAX_CHARACTERS]


if __name__ == "__main__":
    run_confined(examine)
