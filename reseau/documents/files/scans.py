"""Scan of a paper signed with a pen: a PDF, or a photo that the site redraws without the place where it was taken."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import EMPTY, IMAGE, TOO_HEAVY, FileProblemError
from reseau.documents.files.antivirus import refuse_infected
from reseau.documents.files.file_names import size_in_words

MAX_SCAN_BYTES = 20 * 1024 * 1024
WRONG_SCAN = "Ce fichier n’est ni un PDF ni une photo (JPEG, PNG). Numérisez la feuille, ou photographiez-la."
MEDIA_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class CheckedScan:
    """A checked scan. `extension`: « pdf », « jpg » or « png », read from the content."""

    extension: str
    content: File


def check_scan(*, file: File) -> CheckedScan:
    """Return the scan to keep.

    Raises ValidationError if the file is neither a PDF nor a picture, too heavy, damaged or infected.
    """
    if file.size > MAX_SCAN_BYTES:
        raise ValidationError(f"Ce fichier fait {size_in_words(file.size)}, {size_in_words(MAX_SCAN_BYTES)} au plus.")
    refuse_infected(file)
    try:
        if reader.identify(file) != "pdf":
            raise ValidationError(WRONG_SCAN)
    except FileProblemError as problem:
        if problem.code == IMAGE:
            return _photo(file)
        sentences = {EMPTY: "Ce fichier est vide.", TOO_HEAVY: "Ce fichier est trop lourd à ouvrir. Allégez-le."}
        raise ValidationError(sentences.get(problem.code, WRONG_SCAN)) from problem
    file.seek(0)
    return CheckedScan("pdf", file)


def check_picture(*, file: File) -> CheckedScan:
    """Return the photo to keep, redrawn without the place where it was taken.

    Raises ValidationError if the file is no picture, too heavy, damaged or infected.
    """
    if file.size > MAX_SCAN_BYTES:
        raise ValidationError(f"Cette photo fait {size_in_words(file.size)}, {size_in_words(MAX_SCAN_BYTES)} au plus.")
    refuse_infected(file)
    return _photo(file)


def _photo(file: File) -> CheckedScan:
    try:
        large, _ = reader.redraw(file)
    except FileProblemError as problem:
        raise ValidationError("Cette photo est abîmée ou trop grande. Reprenez-la, puis recommencez.") from problem
    return CheckedScan(large.extension, ContentFile(large.content))
