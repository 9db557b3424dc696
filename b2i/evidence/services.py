"""What goes with a piece of evidence: looked at before anything is kept, drawn again if it is a photo, then kept.

A file is what it holds, whatever its name says. Nothing here is ever opened by the site itself
(`reseau.extraction.reader`).
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

from b2i.enums import EvidenceFileKind, EvidenceKind
from b2i.evidence.models import EvidenceFile
from b2i.frameworks.models.framework import Skill
from b2i.records.models.record import Evidence, Record
from b2i.records.services.notes import add_evidence
from reseau.extraction import audio, problems, reader
from reseau.extraction.problems import FileProblemError
from reseau.files.antivirus import refuse_infected
from reseau.files.naming import MAX_NAME, file_name, size_in_words
from reseau.files.stored import delete_after_commit, deleted_on_failure
from reseau.members.models.member import Member

MEGABYTE = 1024 * 1024
MOST_PHOTO, MOST_SOUND, MOST_DOCUMENT = 20 * MEGABYTE, 5 * MEGABYTE, 10 * MEGABYTE  # bytes
LONGEST_SOUND = 120  # seconds
# A recorder rounds, and nobody stops it on the second.
LENIENCY = 2
WRONG_PHOTO = "Ce fichier n’est pas une photo (JPEG, PNG, WebP, HEIC). Un document se joint plus bas."
WRONG_SOUND = "Ce fichier n’est pas un enregistrement que le site sait faire écouter (MP3, M4A, Ogg, WebM, WAV)."
WRONG_DOCUMENT = "Le site ne garde pas ce type de fichier. Enregistrez-le en PDF, ODT, DOCX, ODP ou PPTX."
SENTENCES = {
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
class Piece:
    """Something looked at and found good, that is not kept yet."""

    kind: EvidenceFileKind
    name: str
    content: File | None = None
    small: ContentFile | None = None
    seconds: int | None = None
    address: str = ""


def look_at_photo(*, file: File) -> Piece:
    """The photo drawn again, upright, without place nor date. Raises `ValidationError`."""
    _check_size(file, MOST_PHOTO)
    refuse_infected(file)
    try:
        large, small = reader.redraw(file)
    except FileProblemError as problem:
        raise ValidationError(SENTENCES.get(problem.code, WRONG_PHOTO)) from problem
    kind = EvidenceFileKind(large.extension)
    content = ContentFile(large.content, name=f"photo.{large.extension}")
    small_content = ContentFile(small.content, name=f"petite.{small.extension}")
    return Piece(kind, file_name(_stem(file.name), kind.extensions), content, small_content)


def look_at_sound(*, file: File) -> Piece:
    """A recording of two minutes at most. Raises `ValidationError`."""
    _check_size(file, MOST_SOUND)
    refuse_infected(file)
    try:
        sound = reader.listen(file)
    except FileProblemError as problem:
        raise ValidationError(SENTENCES.get(problem.code, WRONG_SOUND)) from problem
    if sound.seconds is not None and sound.seconds > LONGEST_SOUND + LENIENCY:
        raise ValidationError("Cet enregistrement dure plus de deux minutes. Gardez-en l’essentiel.")
    kind = EvidenceFileKind(sound.kind)
    seconds = None if sound.seconds is None else max(1, math.ceil(sound.seconds))
    return Piece(kind, file_name(file.name or "", kind.extensions), file, seconds=seconds)


def look_at_document(*, file: File) -> Piece:
    """A document of an office, a PDF or a text. Raises `ValidationError`."""
    _check_size(file, MOST_DOCUMENT)
    refuse_infected(file)
    try:
        kind = EvidenceFileKind(reader.identify(file))
    except FileProblemError as problem:
        raise ValidationError(SENTENCES.get(problem.code, WRONG_DOCUMENT)) from problem
    return Piece(kind, file_name(file.name or "", kind.extensions), file)


def look_at_link(*, address: str) -> Piece:
    """A page elsewhere, named after its host. Raises `ValidationError`."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValidationError("Une adresse commence par https://.")
    return Piece(EvidenceFileKind.LINK, parts.hostname[:MAX_NAME], address=address)


def add_evidence_with(
    *,
    record: Record,
    skill: Skill,
    text: str,
    observed_by: Member,
    kind: EvidenceKind,
    pieces: Sequence[Piece] = (),
) -> Evidence:
    """Notes a line with what goes with it: all of it, or nothing. Raises `ValidationError` as `add_evidence` does."""
    files = [_unsaved(piece, observed_by) for piece in pieces]
    with ExitStack() as kept:
        # Kept before the transaction: a distant storage is slow, and the database waits for nobody.
        for file, piece in zip(files, pieces, strict=True):
            kept.enter_context(deleted_on_failure(file))
            _keep(file, piece)
        with transaction.atomic():
            evidence = add_evidence(record=record, skill=skill, text=text, observed_by=observed_by, kind=kind)
            for file in files:
                file.evidence = evidence
                file.save()
    return evidence


def forget_files_of(*, records) -> int:
    """The files of records that are about to be erased go with them, once that is committed; returns how many."""
    files = list(EvidenceFile.objects.filter(evidence__record__in=records).with_bytes())
    for file in files:
        delete_after_commit(file)
    return len(files)


def _unsaved(piece: Piece, by: Member) -> EvidenceFile:
    size = piece.content.size if piece.content else 0
    return EvidenceFile(
        kind=piece.kind, name=piece.name, address=piece.address, size=size, seconds=piece.seconds, added_by=by
    )


def _keep(file: EvidenceFile, piece: Piece) -> None:
    if piece.content:
        piece.content.seek(0)
        file.file.save(piece.name, piece.content, save=False)
    if piece.small:
        file.small.save(piece.small.name, piece.small, save=False)


def _stem(name: str | None) -> str:
    """The name without its end: a photo that was drawn again is of another kind."""
    return (name or "").rpartition(".")[0] or "photo"


def _check_size(file: File, most: int) -> None:
    if file.size > most:
        raise ValidationError(f"Ce fichier fait {size_in_words(file.size)}, {size_in_words(most)} au plus.")
