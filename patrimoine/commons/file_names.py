"""Names of files on Wikimedia Commons: what is shown and where, then a number that no other file of the site has."""

import re
import unicodedata

from patrimoine.works.models import HeritageWork

# Bytes in UTF-8, with the extension (commons.wikimedia.org/wiki/Commons:File_naming).
LONGEST_NAME = 240
# What a title of MediaWiki refuses, reads as markup or as an entity; what Windows refuses in a file.
REFUSED = re.compile(r'[#<>\[\]|{}:/\\?*"%&~_\ufffd]')


def commons_name(work: HeritageWork) -> str:
    """Return « Le pont des Trois Loutres, Cahors - 12.jpg ». The place and its commune are joined."""
    place = work.place
    end = f" - {work.pk}.{extension_of(work)}"
    stem = ", ".join(filter(None, map(_cleaned, (place.name, place.commune.name)))) or "Lieu"
    stem = stem.encode()[: LONGEST_NAME - len(end)].decode(errors="ignore").rstrip(" .,-")
    return f"{stem[0].upper()}{stem[1:]}{end}"


def extension_of(work: HeritageWork) -> str:
    return work.file.name.rpartition(".")[2].lower()


def _cleaned(words: str) -> str:
    plain = REFUSED.sub(" ", unicodedata.normalize("NFC", words))
    plain = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in plain)
    return " ".join(plain.split()).strip(" .,-")
