"""Pictures of a sheet: added, described, moved, removed. Readers of the sheet see the change at once."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.file_names import size_in_words
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure, fingerprint
from reseau.people.members.models.member import Member
from ressources.files.enums import Refusal
from ressources.files.models.picture import Picture
from ressources.files.scanning import state_of_new_file
from ressources.files.services.upload_quota import MAX_SIZE, check_quota
from ressources.files.tasks import enqueue_checks
from ressources.sheets.models.sheet import Sheet


def add_picture(
    *, sheet: Sheet, by: Member, file: File, alternative: str, caption: str = "", credit: str = ""
) -> Picture:
    """Add a picture after the others of the sheet, drawn again by the site. `alternative` is empty if it is decorative.

    Raises `ValidationError` for a refused file; nothing is kept then.
    """
    large, small = _redraw(file)
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
        for field, rendition in ((picture.file, large), (picture.small, small)):
            field.save(f"image.{rendition.extension}", ContentFile(rendition.content), save=False)
        with transaction.atomic():
            check_quota(file=picture)
            put_last(picture=picture)
            picture.save()
            enqueue_checks(picture)
    return picture


@transaction.atomic
def describe_picture(*, picture: Picture, alternative: str, caption: str, credit: str) -> None:
    """Save the description, the caption and the credit."""
    picture.alternative, picture.caption, picture.credit = alternative, caption, credit
    picture.save(update_fields=["alternative", "caption", "credit"])


@transaction.atomic
def move_picture(*, picture: Picture, places: int) -> None:
    """Move a picture by `places` among those of its sheet, as far as either end."""
    Sheet.objects.select_for_update().get(pk=picture.sheet_id)
    pictures = list(Picture.objects.filter(sheet=picture.sheet_id))
    # Read again: another request may have moved it, or removed it.
    if picture not in pictures:
        return
    place = pictures.index(picture)
    pictures.insert(max(0, place + places), pictures.pop(place))
    for rank, ranked_picture in enumerate(pictures):
        ranked_picture.rank = rank
    Picture.objects.bulk_update(pictures, ["rank"])


@transaction.atomic
def remove_picture(*, picture: Picture) -> None:
    """Remove a picture from its sheet for good."""
    delete_after_commit(picture)
    picture.delete()


@transaction.atomic
def set_cover(*, picture: Picture, is_cover: bool) -> None:
    """Show the picture as the cover of its sheet, in place of another or of the drawing; or give the drawing back.

    Raises `ValidationError` while the antivirus checks it.
    """
    if is_cover and not picture.is_available:
        raise ValidationError("L’antivirus vérifie encore cette image\u00a0: mettez-la en couverture dans un moment.")
    Sheet.objects.select_for_update().get(pk=picture.sheet_id)
    Picture.objects.filter(sheet=picture.sheet_id).update(is_cover=False)
    picture.is_cover = is_cover
    picture.save(update_fields=["is_cover"])


def put_last(*, picture: Picture) -> None:
    """Set the rank of a new picture after those of its sheet."""
    last = Picture.objects.filter(sheet=picture.sheet_id).aggregate(last=Max("rank"))["last"]
    picture.rank = 0 if last is None else last + 1


def _redraw(file: File) -> tuple[reader.Rendition, reader.Rendition]:
    if file.size > MAX_SIZE:
        raise ValidationError(
            f"Cette image fait {size_in_words(file.size)}, {size_in_words(MAX_SIZE)} au plus sont acceptés. "
            "Réduisez-la avant de l’ajouter : 1 600 points de large suffisent."
        )
    try:
        return reader.redraw(file)
    except FileProblemError as problem:
        raise ValidationError(Refusal(problem.code).label) from problem
