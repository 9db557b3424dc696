"""Files of messages: kept while one writes, joined to the post when it is published, erased with it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from forums.messages.files.models import PostFile
from reseau.documents.extraction import problems, reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.accessibility import remark_on
from reseau.documents.files.antivirus import refuse_infected
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import file_name, shown_name, size_in_words
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member

MAX_BYTES = 20 * 1024 * 1024
MAX_FILES = 8
# Files that somebody may have waiting for messages that they have not published.
MAX_WAITING = 40
# Time after which the file of a message never published is erased.
FORGOTTEN_AFTER = timedelta(days=7)
REFUSALS = {
    problems.EMPTY: "il est vide.",
    problems.PROGRAM: "c’est un programme, quel que soit son nom.",
    problems.OTHER_IMAGE: "cette image est d’un format trop rare. Enregistrez-la en JPEG ou en PNG.",
    problems.SVG: "un dessin SVG peut cacher un programme. Enregistrez-le en PNG.",
    problems.TOO_LARGE: "cette image a plus de 120 millions de points. Réduisez-la.",
    problems.TOO_HEAVY: "il est trop lourd à ouvrir. Allégez-le.",
    problems.BROKEN: "il est abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau.",
    problems.MACROS: "il contient des macros. Enregistrez-le sans elles, ou en PDF.",
    problems.PROTECTED: "un mot de passe le protège. Enregistrez-le sans mot de passe.",
}
UNKNOWN = "ce n’est ni une image, ni un PDF, ODT, DOCX, ODP, PPTX ou texte."


def keep_file(*, file: File, by: Member) -> PostFile:
    """Keep a file for the message that `by` is writing: a picture is drawn again, without place nor date.

    Raises ValidationError, which names the file, if it is too heavy, infected or of a kind that is not kept.
    """
    name = file.name or ""
    if file.size > MAX_BYTES:
        words = f"il fait {size_in_words(file.size)}, {size_in_words(MAX_BYTES)} au plus."
        raise ValidationError(_refusal(name, words))
    if PostFile.objects.waiting().filter(author=by).count() >= MAX_WAITING:
        raise ValidationError(_refusal(name, "trop de fichiers attendent déjà d’être publiés."))
    refuse_infected(file)
    try:
        kept, renditions = _check(file, name)
    except FileProblemError as problem:
        raise ValidationError(_refusal(name, REFUSALS.get(problem.code, UNKNOWN))) from problem
    kept.author = by
    with deleted_on_failure(kept):
        for field, content in renditions.items():
            getattr(kept, field).save(kept.name, content, save=False)
        kept.save()
    return kept


@transaction.atomic
def join_files(*, post, files: Sequence[PostFile]) -> None:
    """Give a post its files, with their descriptions; those it had and that are not among them are erased."""
    for file in post.files.exclude(pk__in=[file.pk for file in files]):
        erase_files(files=[file])
    for file in files:
        file.post = post
        file.draft = file.held = None
        file.save(update_fields=["post", "draft", "held", "alternative", "is_decorative"])


def erase_files(*, files: Iterable[PostFile]) -> int:
    """Erase files for good, their bytes after commit; return their number."""
    count = 0
    for file in files:
        delete_after_commit(file)
        file.delete()
        count += 1
    return count


def erase_files_of_rows(*, rows: Iterable[dict]) -> None:
    """Erase, after commit, the bytes of files whose rows stand in a serialisation, and nowhere else."""
    label = PostFile._meta.label_lower
    for row in rows:
        if row["model"] == label:
            delete_after_commit(PostFile(**{name: row["fields"][name] for name in PostFile.stored_fields}))


@transaction.atomic
def erase_forgotten_files() -> int:
    """Erase the files of messages that were never published; return their number."""
    return erase_files(files=PostFile.objects.waiting().filter(draft=None, added__lt=timezone.now() - FORGOTTEN_AFTER))


def _check(file: File, name: str) -> tuple[PostFile, dict[str, File]]:
    """Return the file to keep, and the content of its fields. Its kind is read in its content."""
    try:
        kind = reader.identify(file)
    except FileProblemError as problem:
        if problem.code == problems.IMAGE:
            return _picture(file, name)
        raise
    return _document(file, name, FileKind(kind))


def _picture(file: File, name: str) -> tuple[PostFile, dict[str, File]]:
    large, small = reader.redraw(file)
    picture = PostFile(
        kind=large.extension,
        name=file_name(PurePosixPath(name).stem or "image", [large.extension]),
        size=len(large.content),
        width=small.width,
        height=small.height,
    )
    return picture, {"file": ContentFile(large.content), "small": ContentFile(small.content)}


def _document(file: File, name: str, kind: FileKind) -> tuple[PostFile, dict[str, File]]:
    is_untagged = bool(remark_on(file, kind=kind))
    file.seek(0)
    document = PostFile(kind=kind, name=shown_name(name, kind), size=file.size, is_untagged=is_untagged)
    return document, {"file": file}


def _refusal(name: str, words: str) -> str:
    return f"Le fichier «\u00a0{name[:80]}\u00a0» n’est pas joint\u00a0: {words}"
