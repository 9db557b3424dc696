"""Names in the archive: read by people, opened by any system. Letters without accents, digits, plain marks."""

import re
import unicodedata
from collections.abc import Sequence

from reseau.files.zipped import distinct_names

LONGEST = 60  # of one part: a path of four stays under what Windows opens
UNKEPT = re.compile(r"[^A-Za-z0-9 ,._()-]+")
LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "’": " ", "'": " ", "\u00a0": " "})


def ascii_name(words: str, otherwise: str) -> str:
    """« Été à l’EPM » → « Ete a l EPM »; `otherwise` when nothing is left of it."""
    letters = unicodedata.normalize("NFKD", words.translate(LIGATURES))
    ascii_only = "".join(sign for sign in letters if not unicodedata.combining(sign))
    kept = " ".join(UNKEPT.sub("-", ascii_only).split())[:LONGEST].strip(" ,.-")
    return kept or otherwise


def ascii_file_name(words: str, extension: str, otherwise: str = "fichier") -> str:
    return f"{ascii_name(words, otherwise)}.{extension}"


def distinct_paths(names: Sequence[str], folder: str) -> list[str]:
    """Paths under `folder`, each once whatever its capitals."""
    return [f"{folder}/{name}" for name in distinct_names(names)]
