"""Names of files in an archive that any system opens: ASCII letters, digits, common punctuation."""

import re
import unicodedata
from collections.abc import Sequence

from reseau.documents.files.zip_entries import distinct_names

LONGEST = 60  # per part: a path of four parts stays under the limit of Windows
UNKEPT = re.compile(r"[^A-Za-z0-9 ,._()-]+")
LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "’": " ", "'": " ", "\u00a0": " "})


def ascii_name(text: str, default: str) -> str:
    """Return « Ete a l EPM » for « Été à l’EPM », or `default` when nothing is left."""
    decomposed_text = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    ascii_only = "".join(character for character in decomposed_text if not unicodedata.combining(character))
    name = " ".join(UNKEPT.sub("-", ascii_only).split())[:LONGEST].strip(" ,.-")
    return name or default


def ascii_file_name(text: str, extension: str, default: str = "fichier") -> str:
    return f"{ascii_name(text, default)}.{extension}"


def distinct_paths(names: Sequence[str], folder: str) -> list[str]:
    """Return paths under `folder`, made distinct whatever their capitals."""
    return [f"{folder}/{name}" for name in distinct_names(names)]
