"""What a reader does in one gesture: keeps a sheet at hand, thanks its author."""

from django.db import transaction

from reseau.members.models.member import Member
from ressources.permissions import is_author
from ressources.readers import notices as reader_notices
from ressources.readers.models.favourite import Favourite
from ressources.readers.models.thanks import Thanks
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.sheets import SheetError


@transaction.atomic
def keep_favourite(*, sheet: Sheet, by: Member) -> None:
    """The sheet is among her favourites, however often she asks."""
    Favourite.objects.get_or_create(sheet=sheet, member=by)


@transaction.atomic
def drop_favourite(*, sheet: Sheet, by: Member) -> None:
    """The sheet is not among her favourites any more."""
    Favourite.objects.filter(sheet=sheet, member=by).delete()


@transaction.atomic
def thank(*, sheet: Sheet, by: Member) -> None:
    """Thanks the authors of the sheet, once: they are told. Raises `SheetError` for one of them."""
    sheet = _locked(sheet)
    if is_author(by, sheet):
        raise SheetError("Cette fiche est de vous : les mercis viennent des autres.")
    thanks, is_new = Thanks.objects.get_or_create(sheet=sheet, member=by)
    if is_new:
        reader_notices.tell_thanks(sheet, thanks=thanks)


@transaction.atomic
def take_back_thanks(*, sheet: Sheet, by: Member) -> None:
    """A slip of the hand: who has not read it yet will not know."""
    sheet = _locked(sheet)
    for thanks in Thanks.objects.filter(sheet=sheet, member=by):
        thanks.delete()
        reader_notices.tell_thanks(sheet, thanks=thanks)


def _locked(sheet: Sheet) -> Sheet:
    """Two people who thank at once are both named."""
    return Sheet.objects.select_for_update().get(pk=sheet.pk)
