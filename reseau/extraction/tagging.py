"""Process that says whether a PDF has tags, without which a screen reader finds neither titles nor order:
`python -m reseau.extraction.tagging`.
"""

from typing import BinaryIO

from pypdf import PdfReader

from reseau.extraction.confinement import run_confined
from reseau.extraction.problems import PROTECTED, FileProblemError


def examine(file: BinaryIO, arguments: list[str]) -> dict[str, bool]:
    return {"is_tagged": is_tagged(file)}


def is_tagged(file: BinaryIO) -> bool:
    """Whether the PDF says that it is tagged, and holds the tree of its tags. Raises `FileProblemError`."""
    reader = PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileProblemError(PROTECTED)
    catalogue = reader.trailer["/Root"]
    marks = catalogue.get("/MarkInfo")
    return "/StructTreeRoot" in catalogue and marks is not None and bool(marks.get_object().get("/Marked"))


if __name__ == "__main__":
    run_confined(examine)
