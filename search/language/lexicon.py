"""Words that exist, whether or not a document has them: nobody corrects them.

The list is that of the package `pyspellchecker`, made from the subtitles of OpenSubtitles (about 140,000 forms).
"""

import gzip
import json
from functools import cache
from importlib.resources import files


def is_french(word: str) -> bool:
    """Whether French has this word, with its accents."""
    return f"\n{word.lower()}\n" in _french()


@cache
def _french() -> str:
    """Return the words in one text: a set of them would take fifteen times as much memory."""
    packed = (files("spellchecker") / "resources" / "fr.json.gz").read_bytes()
    return "\n".join(["", *json.loads(gzip.decompress(packed)), ""])
