"""The text of a PDF, page after page, until there is enough or time runs out; as a process, whether it has tags for
screen readers (`python -m reseau.documents.extraction.pdf`), or how many pages another one may copy (`… pages`).
"""

import io
import re
import time
from typing import BinaryIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import FileNotDecryptedError, LimitReachedError

from reseau.documents.extraction.confinement import run_confined
from reseau.documents.extraction.problems import BROKEN, PROTECTED, TOO_HEAVY, FileProblemError

# Seconds of computing after which the text read so far is kept; the process itself is stopped a little later.
PATIENCE = 8
# A word split at the end of a line, as in justified text.
CUT_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[a-zà-öø-ÿœ])")


def pdf_text(file: BinaryIO, max_characters: int) -> str:
    """Return the text of the document: `max_characters` or a little more."""
    start, remaining = time.process_time(), max_characters
    try:
        reader = PdfReader(file)
        # Many PDFs are locked against printing or copying, and open with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileProblemError(PROTECTED)
        texts: list[str] = []
        for page in reader.pages:
            texts.append(CUT_WORD.sub("", page.extract_text()))
            remaining -= len(texts[-1])
            if remaining < 0 or time.process_time() - start > PATIENCE:
                break
        return "\n".join(texts)
    except (FileNotDecryptedError, NotImplementedError) as error:
        # The second one: protected in a way that pypdf does not support.
        raise FileProblemError(PROTECTED) from error
    except LimitReachedError as error:
        raise FileProblemError(TOO_HEAVY, str(error)) from error


def examine(file: BinaryIO, arguments: list[str]) -> dict[str, bool | int]:
    return {"pages": copied_pages(file)} if arguments == ["pages"] else {"is_tagged": is_tagged(file)}


def copied_pages(file: BinaryIO) -> int:
    """Return how many pages the PDF has, once all of them were copied. Raises `FileProblemError` for a locked one."""
    reader = PdfReader(file)
    if reader.is_encrypted:
        raise FileProblemError(PROTECTED)
    writer = PdfWriter()
    writer.append(reader, import_outline=False)
    if not writer.pages:
        raise FileProblemError(BROKEN)
    writer.write(io.BytesIO())
    return len(writer.pages)


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
