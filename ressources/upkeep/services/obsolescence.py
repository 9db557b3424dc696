"""Taking a sheet out of use without losing it: obsolete with a reason, replaced, revived."""

from django.db import transaction

from reseau.members.models.member import Member
from ressources.sheets import journal, notices
from ressources.sheets.freshness import due_on
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.sheets import SheetError
from ressources.upkeep.models.obsolescence import Obsolescence


@transaction.atomic
def mark_obsolete(*, page: Sheet, by: Member, reason: str, replacement: Sheet | None = None) -> Obsolescence:
    """The sheet leaves lists and search; its page says why and leads to `replacement`. Raises `SheetError`.

    A replacement is in use and readable by `by`: so two sheets never replace each other.
    """
    # Both are locked, in one order, so that two people never make two sheets replace each other.
    keys = {page.pk, replacement.pk} if replacement else {page.pk}
    locked = {sheet.pk: sheet for sheet in Sheet.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    page = locked[page.pk]
    if not page.live:
        raise SheetError("Cette fiche n’est pas dans la bibliothèque.")
    if page.is_obsolete:
        raise SheetError("Cette fiche est déjà déclarée obsolète.")
    if replacement and not Sheet.objects.in_use().visible_to(by).exclude(pk=page.pk).filter(pk=replacement.pk).exists():
        raise SheetError("La fiche qui remplace doit être une autre fiche, en ligne et d’actualité.")
    obsolescence = Obsolescence.objects.create(sheet=page, reason=reason, replacement=replacement, marked_by=by)
    if due := due_on(page):
        notices.forget_due(page, due=due)
    entry = journal.note(journal.OBSOLETE, page=page, by=by, reason=reason)
    notices.tell_obsolete(page, reason=reason, entry=entry, by=by)
    return obsolescence


@transaction.atomic
def revive(*, page: Sheet, by: Member) -> None:
    """The sheet is in use again: back in the lists, to be read again when it was to be. Raises `SheetError`."""
    page = Sheet.objects.select_for_update().get(pk=page.pk)
    if not page.is_obsolete:
        raise SheetError("Cette fiche n’est plus déclarée obsolète.")
    page.obsolescence.delete()
    entry = journal.note(journal.REVIVED, page=page, by=by)
    notices.tell_revived(page, entry=entry, by=by)
