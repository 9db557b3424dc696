"""What happens to the pictures of a sheet: added, described, moved, removed. All of it shows at once to its readers."""

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from reseau.extraction import reader
from reseau.extraction.problems import FileProblemError
from reseau.files.naming import size_in_words
from reseau.files.stored import delete_after_commit, deleted_on_failure, fingerprint
from reseau.members.models.member import Member
from ressources.files.enums import Refusal
from ressources.files.models.picture import Picture
from ressources.files.scanning import state_of_new_file
from ressources.files.services.upload_quota import MAX_SIZE, AttachmentError, hold_place
from ressources.files.tasks import look_soon
from ressources.sheets.models.sheet import Sheet


def add_picture(
    *, sheet: Sheet, by: Member, file: File, alternative: str, caption: str = "", credit: str = ""
) -> Picture:
    """Puts a picture after the others of the sheet. `alternative` is empty for a mere ornament.

    What is kept was drawn again by the site. Raises `AttachmentError`; nothing is kept then.
    """
    large, small = _redrawn(file)
    picture = Picture(
        sheet=sheet,
        size=len(large.content),
        sha256=fingerprint(file),
        width=large.width,
        height=large.height,
        small_width=small.width,
        alternative=alternative,
        caption=caption,
        credit=credit,
        added_by=by,
        scan=state_of_new_file(),
    )
    with deleted_on_failure(picture):
        for field, drawn in ((picture.file, large), (picture.small, small)):
            field.save(f"image.{drawn.extension}", ContentFile(drawn.content), save=False)
        with transaction.atomic():
            hold_place(file=picture)
            put_last(picture=picture)
            picture.save()
            look_soon(picture)
    return picture


@transaction.atomic
def describe_picture(*, picture: Picture, alternative: str, caption: str, credit: str) -> None:
    """Says otherwise what the picture shows, and whose it is."""
    picture.alternative, picture.caption, picture.credit = alternative, caption, credit
    picture.save(update_fields=["alternative", "caption", "credit"])


@transaction.atomic
def move_picture(*, picture: Picture, places: int) -> None:
    """Moves a picture by so many places among those of its sheet, as far as the first or the last one."""
    Sheet.objects.select_for_update().get(pk=picture.sheet_id)
    pictures = list(Picture.objects.filter(sheet=picture.sheet_id))
    # The same row, read again: another hand may have moved it, or removed it.
    if picture not in pictures:
        return
    place = pictures.index(picture)
    pictures.insert(max(0, place + places), pictures.pop(place))
    for rank, moved in enumerate(pictures):
        moved.rank = rank
    Picture.objects.bulk_update(pictures, ["rank"])


@transaction.atomic
def remove_picture(*, picture: Picture) -> None:
    """Takes a picture off its sheet, for good."""
    delete_after_commit(picture)
    picture.delete()


def put_last(*, picture: Picture) -> None:
    """Gives a new picture its rank, after those of its sheet."""
    last = Picture.objects.filter(sheet=picture.sheet_id).aggregate(last=Max("rank"))["last"]
    picture.rank = 0 if last is None else last + 1


def _redrawn(file: File) -> tuple[reader.Rendition, reader.Rendition]:
    if file.size > MAX_SIZE:
        raise AttachmentError(
            f"Cette image fait {size_in_words(file.size)}, {size_in_words(MAX_SIZE)} au plus sont acceptés. "
            "Réduisez-la avant de l’ajouter : 1 600 points de large suffisent."
        )
    try:
        return reader.redraw(file)
    except FileProblemError as problem:
        raise AttachmentError(Refusal(problem.code).label) from problem
