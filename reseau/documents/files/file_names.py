"""The name and the size of a file, as people read them."""

import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath
from secrets import token_hex

from reseau.documents.files.enums import FileKind

MAX_NAME = 120
NO_NAME = "fichier"
# Control characters, marks that turn the direction of writing (a name that ends in « exe » may be shown ending in « pdf
# »), and characters that systems refuse in a name.
UNWRITTEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


def shown_name(name: str, kind: FileKind) -> str:
    """Return `name` made safe to show and to save anywhere, with an extension of its kind."""
    return file_name(name, kind.extensions)


def file_name(name: str, extensions: Sequence[str]) -> str:
    """Return `name` made safe, with its own extension if it is among `extensions`, else the first of them."""
    visible_characters = "".join(character for character in name if unicodedata.category(character) not in UNWRITTEN)
    name = unicodedata.normalize("NFC", " ".join(visible_characters.translate(FORBIDDEN).split())).strip(". ")
    extension = PurePosixPath(name).suffix.removeprefix(".").lower()
    if extension in extensions:
        name = name[: -len(extension) - 1].rstrip(". ")
    else:
        extension = extensions[0]
    return f"{name[: MAX_NAME - len(extension) - 1] or NO_NAME}.{extension}"


def size_in_words(size: int) -> str:
    """Return a size in bytes in French: « 34 ko », « 1,2 Mo »."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}\u00a0ko"
    return f"{size / 1024 / 1024:.1f}".replace(".", ",").removesuffix(",0") + "\u00a0Mo"


def hidden_name(folder: str, extension: str) -> str:
    """Return a random storage path that nobody guesses, even if the storage serves files by itself."""
    return f"{folder}/{token_hex(16)}.{extension}"
