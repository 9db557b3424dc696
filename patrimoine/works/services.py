"""Add a photo or a sound to a heritage place, describe it, withdraw it."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction

from patrimoine.sites.models import HeritagePlace
from patrimoine.works.enums import WorkKind
from patrimoine.works.models import HeritageWork
from reseau.documents.extraction import problems, reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.antivirus import refuse_infected
from reseau.documents.files.file_names import size_in_words
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

MAX_BYTES = 20 * 1024 * 1024
# The page stays light on a slow line.
MOST_WORKS = 8
FULL = f"{MOST_WORKS}\u00a0photos et sons au plus\u00a0: retirez-en un d’abord."
NOT_READ = (
    "Ce fichier n’est ni une photo ni un enregistrement que le site sait lire\u00a0: choisissez un JPEG, un PNG, "
    "un MP3, un enregistrement de téléphone."
)
TOO_LARGE = "Ce fichier est trop grand ou abîmé. Refaites-le, puis recommencez."
TOO_MUCH = (problems.TOO_LARGE, problems.TOO_HEAVY, problems.BROKEN)


def add_work(*, place: HeritagePlace, by: Member, file: File, **rights) -> HeritageWork:
    """Keep a photo, drawn again in two sizes without place nor date, or a recording, after the others of the place.

    `rights`: description, maker, origin, licence, proof, people. Raises `ValidationError` for a file that is too heavy,
    infected, or neither a photo nor a sound, for a right that is missing, and for one work too many.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(f"Ce fichier fait {size_in_words(file.size)}, {size_in_words(MAX_BYTES)} au plus.")
    refuse_infected(file)
    work = HeritageWork(place=place, added_by=by, **rights)
    with deleted_on_failure(work):
        if not _keep_picture(work, file):
            _keep_sound(work, file)
        _put_last(work)
    return work


@transaction.atomic
def describe_work(*, work: HeritageWork, **rights) -> None:
    """Save what the work shows and its rights. Raises `ValidationError` for one that is missing."""
    for name, value in rights.items():
        setattr(work, name, value)
    work.full_clean(exclude=["place", "file", "small", "added_by"])
    work.save(update_fields=list(rights))


@transaction.atomic
def withdraw_work(*, work: HeritageWork) -> None:
    """Delete the work, its bytes after commit."""
    delete_after_commit(work)
    work.delete()


def _keep_picture(work: HeritageWork, file: File) -> bool:
    """Store both renditions; return False for what is no picture."""
    try:
        large, small = reader.redraw(file)
    except FileProblemError as problem:
        if problem.code in TOO_MUCH:
            raise ValidationError(TOO_LARGE) from problem
        return False
    work.kind = WorkKind.PICTURE
    work.width, work.height, work.small_width = large.width, large.height, small.width
    for field, rendition in ((work.file, large), (work.small, small)):
        field.save(f"photo.{rendition.extension}", ContentFile(rendition.content), save=False)
    return True


def _keep_sound(work: HeritageWork, file: File) -> None:
    try:
        sound = reader.listen(file)
    except FileProblemError as problem:
        raise ValidationError(TOO_LARGE if problem.code in TOO_MUCH else NOT_READ) from problem
    work.kind = WorkKind.SOUND
    work.seconds = None if sound.seconds is None else min(round(sound.seconds), 32_767)
    file.seek(0)
    work.file.save(f"son.{sound.kind}", file, save=False)


@transaction.atomic
def _put_last(work: HeritageWork) -> None:
    lock_row(HeritagePlace.objects.all(), work.place_id)
    works = list(HeritageWork.objects.filter(place=work.place_id))
    if len(works) >= MOST_WORKS:
        raise ValidationError(FULL)
    work.rank = max((each.rank for each in works), default=-1) + 1
    work.full_clean(exclude=["file", "small"])
    work.save()
