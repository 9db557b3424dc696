"""Add a picture to an EPM, describe it, move it, withdraw it."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction

from reseau.directory.place_pictures.enums import PeopleShown
from reseau.directory.place_pictures.models import PlacePicture
from reseau.documents.extraction import problems, reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.antivirus import refuse_infected
from reseau.documents.files.file_names import size_in_words
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

MAX_BYTES = 20 * 1024 * 1024
# The page of a place is light, and four pictures show a room.
MOST_PICTURES = 4
FULL = f"{MOST_PICTURES}\u00a0photos au plus\u00a0: retirez-en une d’abord."
NOT_READ = (
    "Ce fichier n’est pas une photo que le site sait lire\u00a0: choisissez un JPEG, un PNG ou une photo de téléphone."
)
TOO_LARGE = "Cette photo est trop grande ou abîmée. Reprenez-la, puis recommencez."


def add_picture(
    *, epm: EPM, by: Member, file: File, alternative: str, credit: str, people: PeopleShown
) -> PlacePicture:
    """Keep a picture, drawn again in two sizes without place nor date, after the others of the place.

    Raises `ValidationError` for a file that is too heavy, infected or no picture, and for one picture too many.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(f"Cette photo fait {size_in_words(file.size)}, {size_in_words(MAX_BYTES)} au plus.")
    refuse_infected(file)
    try:
        large, small = reader.redraw(file)
    except FileProblemError as problem:
        is_too_much = problem.code in (problems.TOO_LARGE, problems.TOO_HEAVY, problems.BROKEN)
        raise ValidationError(TOO_LARGE if is_too_much else NOT_READ) from problem
    picture = PlacePicture(epm=epm, added_by=by, alternative=alternative, credit=credit, people=people)
    picture.width, picture.height, picture.small_width = large.width, large.height, small.width
    with deleted_on_failure(picture):
        for field, rendition in ((picture.file, large), (picture.small, small)):
            field.save(f"photo.{rendition.extension}", ContentFile(rendition.content), save=False)
        _put_last(picture)
    return picture


@transaction.atomic
def describe_picture(*, picture: PlacePicture, alternative: str, credit: str, people: PeopleShown) -> None:
    """Save what the picture shows, of whom it is, and who agreed."""
    picture.alternative, picture.credit, picture.people = alternative, credit, people
    picture.full_clean(exclude=["epm", "file", "small"])
    picture.save(update_fields=["alternative", "credit", "people"])


@transaction.atomic
def put_first(*, picture: PlacePicture) -> None:
    """Show the picture before the others of its place."""
    pictures = _locked_pictures(picture.epm_id)
    for rank, each in enumerate(sorted(pictures, key=lambda each: each.pk != picture.pk)):
        each.rank = rank
    PlacePicture.objects.bulk_update(pictures, ["rank"])


@transaction.atomic
def withdraw_picture(*, picture: PlacePicture) -> None:
    """Delete the picture, its bytes after commit."""
    delete_after_commit(picture)
    picture.delete()


@transaction.atomic
def _put_last(picture: PlacePicture) -> None:
    pictures = _locked_pictures(picture.epm_id)
    if len(pictures) >= MOST_PICTURES:
        raise ValidationError(FULL)
    picture.rank = max((each.rank for each in pictures), default=-1) + 1
    picture.full_clean(exclude=["file", "small"])
    picture.save()


def _locked_pictures(epm: int) -> list[PlacePicture]:
    """Return the pictures of a place in order, its row locked: two people never add one too many."""
    list(EPM.objects.select_for_update().filter(pk=epm).values_list("pk"))
    return list(PlacePicture.objects.filter(epm=epm))
