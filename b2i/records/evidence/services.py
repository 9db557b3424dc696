"""Adding evidence with files: each file is checked, a photo is re-encoded, then all is stored.

The content decides the kind of a file, not its name. A confined process opens it
(`reseau.documents.extraction.reader`).
"""

import math
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction

from b2i.frameworks.models.framework import Skill
from b2i.records.evidence.enums import EvidenceFileKind
from b2i.records.evidence.models import EvidenceFile, Transcript
from b2i.records.models import Evidence, Record
from b2i.records.services import add_fact
from reseau.documents.extraction import audio, problems, reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.antivirus import refuse_infected
from reseau.documents.files.file_names import MAX_NAME, file_name, size_in_words
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member

MEGABYTE = 1024 * 1024
MAX_PHOTO_BYTES, MAX_SOUND_BYTES, MAX_DOCUMENT_BYTES = 20 * MEGABYTE, 5 * MEGABYTE, 10 * MEGABYTE  # bytes
MAX_SOUND_SECONDS = 120  # seconds
# Tolerance in seconds: recorders round, and nobody stops exactly on time.
LENIENCY = 2
NO_TRANSCRIPT = (
    "Écrivez ce qui est dit\u00a0: une personne qui n’entend pas, ou un jury qui lit sur papier, en a besoin."
)
WRONG_PHOTO = "Ce fichier n’est pas une photo (JPEG, PNG, WebP, HEIC). Un document se joint plus bas."
WRONG_SOUND = "Ce fichier n’est pas un enregistrement que le site sait faire écouter (MP3, M4A, Ogg, WebM, WAV)."
WRONG_DOCUMENT = "Le site ne garde pas ce type de fichier. Enregistrez-le en PDF, ODT, DOCX, ODP ou PPTX."
PROBLEM_MESSAGES = {
    problems.EMPTY: "Ce fichier est vide. Choisissez-en un autre.",
    problems.PROGRAM: "Ce fichier est un programme, quel que soit son nom\u00a0: il ne peut pas être gardé.",
    problems.IMAGE: "Ce fichier est une photo\u00a0: joignez-la plus haut, à sa place.",
    problems.TOO_LARGE: "Cette photo a plus de 120 millions de points. Réduisez-la, puis recommencez.",
    problems.TOO_HEAVY: "Ce fichier est trop lourd à ouvrir. Allégez-le.",
    problems.BROKEN: "Ce fichier est abîmé ou incomplet. Reprenez-le, puis recommencez.",
    problems.MACROS: "Ce document contient des macros. Enregistrez-le sans elles, ou en PDF.",
    problems.PROTECTED: "Un mot de passe protège ce document. Enregistrez-le sans mot de passe.",
    audio.VIDEO: "Ce fichier est une vidéo. Le site ne garde que le son\u00a0: enregistrez seulement la voix.",
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file or a link that passed its checks and is not stored yet.

    `seconds`: duration of a recording; `in_words`: what it says, or what a photo shows.
    """

    kind: EvidenceFileKind
    name: str
    content: File | None = None
    small: ContentFile | None = None
    seconds: int | None = None
    address: str = ""
    in_words: str = ""


def check_photo(*, file: File) -> CheckedFile:
    """Re-encode a photo, upright and without metadata.

    Raises ValidationError if it is too heavy, infected or not a photo.
    """
    _check_size(file, MAX_PHOTO_BYTES)
    refuse_infected(file)
    try:
        large_rendition, small_rendition = reader.redraw(file)
    except FileProblemError as problem:
        raise ValidationError(PROBLEM_MESSAGES.get(problem.code, WRONG_PHOTO)) from problem
    kind = EvidenceFileKind(large_rendition.extension)
    content = ContentFile(large_rendition.content, name=f"photo.{large_rendition.extension}")
    small_content = ContentFile(small_rendition.content, name=f"petite.{small_rendition.extension}")
    return CheckedFile(kind, file_name(_name_without_extension(file.name), kind.extensions), content, small_content)


def check_recording(*, file: File) -> CheckedFile:
    """Check a recording of two minutes at most.

    Raises ValidationError if it is too heavy, too long, infected or not a recording.
    """
    _check_size(file, MAX_SOUND_BYTES)
    refuse_infected(file)
    try:
        sound = reader.listen(file)
    except FileProblemError as problem:
        raise ValidationError(PROBLEM_MESSAGES.get(problem.code, WRONG_SOUND)) from problem
    if sound.seconds is not None and sound.seconds > MAX_SOUND_SECONDS + LENIENCY:
        raise ValidationError("Cet enregistrement dure plus de deux minutes. Gardez-en l’essentiel.")
    kind = EvidenceFileKind(sound.kind)
    seconds = None if sound.seconds is None else max(1, math.ceil(sound.seconds))
    return CheckedFile(kind, file_name(file.name or "", kind.extensions), file, seconds=seconds)


def check_document(*, file: File) -> CheckedFile:
    """Check an office document, a PDF or a text.

    Raises ValidationError if it is too heavy, infected or of another kind.
    """
    _check_size(file, MAX_DOCUMENT_BYTES)
    refuse_infected(file)
    try:
        kind = EvidenceFileKind(reader.identify(file))
    except FileProblemError as problem:
        raise ValidationError(PROBLEM_MESSAGES.get(problem.code, WRONG_DOCUMENT)) from problem
    return CheckedFile(kind, file_name(file.name or "", kind.extensions), file)


def check_link(*, address: str) -> CheckedFile:
    """Return a link named after its host.

    Raises ValidationError if it is not an HTTP address.
    """
    url = urlsplit(address)
    if url.scheme not in ("http", "https") or not url.hostname:
        raise ValidationError("Une adresse commence par https://.")
    return CheckedFile(EvidenceFileKind.LINK, url.hostname[:MAX_NAME], address=address)


def add_fact_with_files(
    *,
    record: Record,
    skill: Skill,
    observed_by: Member,
    pieces: Sequence[CheckedFile] = (),
    **fact,
) -> Evidence:
    """Add a fact with its files, all or nothing; `fact` and refusals are those of `add_fact`.

    Raises ValidationError for a recording without its words as well.
    """
    files = [_build_file(piece, observed_by) for piece in pieces]
    with ExitStack() as cleanup:
        # Files are stored before the transaction: remote storage is slow and must not hold database locks.
        for file, piece in zip(files, pieces, strict=True):
            cleanup.enter_context(deleted_on_failure(file))
            _store_file(file, piece)
        with transaction.atomic():
            evidence = add_fact(record=record, skill=skill, observed_by=observed_by, **fact)
            for file in files:
                file.evidence = evidence
                file.save()
    return evidence


@transaction.atomic
def write_transcript(*, file: EvidenceFile, by: Member, text: str) -> Transcript:
    """Write what a recording says, or correct it: what was written before stays.

    Raises ValidationError for another kind of file, an empty text, or the text that is there already.
    """
    if not file.is_sound:
        raise ValidationError("Seul un enregistrement s’écrit mot pour mot.")
    if text == file.words:
        raise ValidationError("C’est déjà ce qui est écrit.")
    transcript = Transcript(file=file, text=text, written_by=by)
    transcript.full_clean()
    transcript.save()
    return transcript


def discard_files_of(*, records) -> int:
    """Delete the files of records about to be erased, after commit; return how many."""
    files = list(EvidenceFile.objects.filter(evidence__record__in=records).with_bytes())
    for file in files:
        delete_after_commit(file)
    return len(files)


def _build_file(piece: CheckedFile, by: Member) -> EvidenceFile:
    if piece.kind.is_sound and not piece.in_words:
        raise ValidationError(NO_TRANSCRIPT)
    return EvidenceFile(
        kind=piece.kind,
        name=piece.name,
        address=piece.address,
        size=piece.content.size if piece.content else 0,
        seconds=piece.seconds,
        in_words=piece.in_words,
        added_by=by,
    )


def _store_file(file: EvidenceFile, piece: CheckedFile) -> None:
    if piece.content:
        piece.content.seek(0)
        file.file.save(piece.name, piece.content, save=False)
    if piece.small:
        file.small.save(piece.small.name, piece.small, save=False)


def _name_without_extension(name: str | None) -> str:
    """Return the name without its extension: a re-encoded photo gets another one."""
    return (name or "").rpartition(".")[0] or "photo"


def _check_size(file: File, max_size: int) -> None:
    if file.size > max_size:
        raise ValidationError(f"Ce fichier fait {size_in_words(file.size)}, {size_in_words(max_size)} au plus.")
