"""One-button actions of a reader: keep a sheet as a favourite, thank its authors."""

from django.core.exceptions import ValidationError
from django.db import transaction

from reseau.people.members.models.member import Member
from ressources.library.readers import notices as reader_notices
from ressources.library.readers.models.favourite import Favourite
from ressources.library.readers.models.thanks import Thanks
from ressources.permissions import is_author
from ressources.sheets.models.sheet import Sheet


@transaction.atomic
def keep_favourite(*, sheet: Sheet, by: Member) -> None:
    """Add the sheet to the favourites. Adding it again changes nothing."""
    Favourite.objects.get_or_create(sheet=sheet, member=by)


@transaction.atomic
def drop_favourite(*, sheet: Sheet, by: Member) -> None:
    """Remove the sheet from the favourites."""
    Favourite.objects.filter(sheet=sheet, member=by).delete()


@transaction.atomic
def thank(*, sheet: Sheet, by: Member) -> None:
    """Thank the authors of the sheet once, and notify them. Raises `ValidationError` for one of the authors."""
    sheet = _locked(sheet)
    if is_author(by, sheet):
        raise ValidationError("Cette fiche est de vous : les mercis viennent des autres.")
    thanks, is_new = Thanks.objects.get_or_create(sheet=sheet, member=by)
    if is_new:
        reader_notices.notify_thanks(sheet, thanks=thanks)


@transaction.atomic
def take_back_thanks(*, sheet: Sheet, by: Member) -> None:
    """Take the thanks back, and remove them from the notice of the week."""
    sheet = _locked(sheet)
    for thanks in Thanks.objects.filter(sheet=sheet, member=by):
        thanks.delete()
        reader_notices.notify_thanks(sheet, thanks=thanks)


def _locked(sheet: Sheet) -> Sheet:
    """Lock the sheet, so that the notice names both of two members who thank at once."""
    return Sheet.objects.select_for_update().get(pk=sheet.pk)
