"""What people are told of a file that some readers will not be able to use. It is never a reason to refuse it."""

from typing import BinaryIO

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.enums import FileKind

UNTAGGED = (
    "Ce PDF n’est pas balisé\u00a0: lu à voix haute, il perd ses titres et son ordre. Si vous avez le document "
    "d’origine, exportez-le de nouveau en cochant «\u00a0PDF balisé\u00a0» (LibreOffice) "
    "ou «\u00a0Balises de structure\u00a0» (Word), ou joignez aussi l’original."
)


def remark_on(file: BinaryIO, *, kind: str) -> str:
    """Return what to tell the person who joins the file; nothing about a file that is not a PDF or cannot be read."""
    if kind != FileKind.PDF:
        return ""
    try:
        return "" if reader.is_tagged(file) else UNTAGGED
    except FileProblemError:
        return ""
