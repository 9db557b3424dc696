"""A document that somebody joins, wherever it goes: light enough, without virus, of a known kind, and it opens."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from reseau.documents.extraction import problems, reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.antivirus import is_configured, refuse_infected
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import shown_name, size_in_words
from reseau.documents.files.stored_files import deleted_on_failure, fingerprint
from reseau.people.members.models.member import Member
from ressources.files.enums import Refusal, Scan
from ressources.files.models.scanned_file import ScannedFile
from ressources.files.services.upload_quota import MAX_SIZE

# The file opens, and only its text is too much to read.
OPENS_ANYWAY = {problems.TOO_HEAVY, problems.DANGEROUS}
A_PROGRAM = "Ce fichier est un programme, quel que soit son nom\u00a0: il ne se joint pas {to}."
A_PICTURE = "Ce fichier est une image. Mettez-la dans un PDF ou dans un document, puis joignez celui-ci."
PICTURES = (problems.IMAGE, problems.OTHER_IMAGE, problems.SVG)


def join_document(
    *, document: ScannedFile, file: File, name: str, by: Member, to: str, check_room: Callable[[ScannedFile], None]
) -> None:
    """Fill and save `document`, a new row that says what it is joined to (`to`: « à un projet »), under `name` or that
    of the file, once the antivirus has let it through and it opens.

    `check_room` is called in the transaction that saves it. Raises its ValidationError and those of `check_document`;
    nothing is kept then.
    """
    document.kind = check_document(file=file, to=to)
    document.name = shown_name(name or file.name or "", document.kind)
    document.size, document.sha256, document.added_by = file.size, fingerprint(file), by
    document.scan = Scan.CLEAN if is_configured() else Scan.NOT_ASKED
    with deleted_on_failure(document):
        # Stored before the transaction, since a remote storage is slow.
        document.file.save(document.name, file, save=False)
        with transaction.atomic():
            check_room(document)
            document.save()


def check_document(*, file: File, to: str) -> FileKind:
    """Return the kind of the file, read in its content; `to`: what it is joined to, in the words of a refusal.

    Raises ValidationError for a file that is too heavy, infected, of another kind, broken or locked. Nothing is kept.
    """
    if file.size > MAX_SIZE:
        raise ValidationError(
            f"Ce fichier fait {size_in_words(file.size)}, {size_in_words(MAX_SIZE)} au plus sont acceptés. "
            "Réduisez ses images, ou découpez-le."
        )
    refuse_infected(file)
    try:
        kind = FileKind(reader.identify(file))
        _open(file, kind)
    except FileProblemError as problem:
        raise ValidationError(_words_of(problem.code, to)) from problem
    return kind


def _words_of(code: str, to: str) -> str:
    if code == problems.PROGRAM:
        return A_PROGRAM.format(to=to)
    return A_PICTURE if code in PICTURES else Refusal(code).label


def _open(file: File, kind: FileKind) -> None:
    """Read the file as a reader would: one that is broken or locked is told now. Its words are not kept."""
    file.seek(0)
    try:
        reader.read_text(file, kind=kind)
    except FileProblemError as problem:
        if problem.code not in OPENS_ANYWAY:
            raise
