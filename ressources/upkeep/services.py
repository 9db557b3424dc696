"""Keeping a published sheet fresh: confirmed by whoever answers for it, and brought to mind when its day has come."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from alertes.notices.models import Notice
from reseau.models.member import Member
from ressources.sheets import journal
from ressources.sheets.freshness import FURTHEST, LIFETIME, PATIENCE, due_on
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.errors import SheetError
from ressources.upkeep import notices
from ressources.upkeep.models import Obsolescence, ReviewDate


@transaction.atomic
def confirm_valid(*, page: Sheet, by: Member) -> date:
    """The sheet was read again and holds: it comes back in eighteen months. Returns that day."""
    return _choose(page, by=by, due=timezone.localdate() + LIFETIME, action=journal.STILL_VALID)


@transaction.atomic
def choose_review_date(*, page: Sheet, by: Member, due: date) -> date:
    """Reads the sheet again sooner or later than usual. Raises `SheetError`."""
    today = timezone.localdate()
    if not today < due <= today + FURTHEST:
        raise SheetError("Choisissez un jour à venir, d’ici trois ans.")
    return _choose(page, by=by, due=due, action=journal.DATE_CHOSEN)


def _choose(page: Sheet, *, by: Member, due: date, action: str) -> date:
    page = Sheet.objects.select_for_update().get(pk=page.pk)
    if not page.live:
        raise SheetError("Cette fiche n’est pas dans la bibliothèque\u00a0: elle n’a pas de date de relecture.")
    if page.is_obsolete:
        raise SheetError("Cette fiche est signalée obsolète\u00a0: remettez-la d’abord d’actualité.")
    before = due_on(page)
    ReviewDate.objects.update_or_create(sheet=page, defaults={"due": due, "chosen_at": timezone.now(), "chosen_by": by})
    if before is not None and before != due:
        notices.withdraw_due(page, due=before)
    journal.note(action, page=page, by=by, due=due.isoformat())
    return due


@transaction.atomic
def remind_due() -> int:
    """Tells the author of each sheet whose day has come, then, a month later, whoever watches its territory.

    Co-authors are told for an author who has left. Once for each person and due date, however often it runs.
    Returns how many notices were given.
    """
    today = timezone.localdate()
    due = list(Sheet.objects.due(today).select_related("owner", "epm__commune").order_by("pk"))
    notified = defaultdict(set)
    for key, member in Notice.objects.filter(key__in=_keys(due)).values_list("key", "member_id"):
        notified[key].add(member)
    in_network = set(
        Member.objects.in_network().filter(pk__in=[sheet.owner_id for sheet in due]).values_list(flat=True)
    )
    shared = defaultdict(list)
    for authorship in Authorship.objects.filter(
        sheet__in=due, member__in=Member.objects.in_network().values("pk")
    ).select_related("member"):
        shared[authorship.sheet_id].append(authorship.member)
    given = 0
    for sheet in due:
        authors = [sheet.owner] if sheet.owner_id in in_network else shared[sheet.pk]
        given += notices.notify_due(sheet, members=authors, notified=notified)
        if not authors or sheet.due_on + PATIENCE <= today:
            given += notices.notify_overdue(sheet, notified=notified)
    return given


def _keys(sheets: list[Sheet]) -> list[str]:
    return [key for sheet in sheets for key in notices.due_keys(sheet, sheet.due_on)]


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
        raise SheetError("Cette fiche est déjà signalée obsolète.")
    if replacement and not Sheet.objects.in_use().visible_to(by).exclude(pk=page.pk).filter(pk=replacement.pk).exists():
        raise SheetError("La fiche qui remplace doit être une autre fiche, en ligne et d’actualité.")
    obsolescence = Obsolescence.objects.create(sheet=page, reason=reason, replacement=replacement, marked_by=by)
    if due := due_on(page):
        notices.withdraw_due(page, due=due)
    entry = journal.note(journal.OBSOLETE, page=page, by=by, reason=reason)
    notices.notify_obsolete(page, reason=reason, entry=entry, by=by)
    return obsolescence


@transaction.atomic
def revive(*, page: Sheet, by: Member) -> None:
    """The sheet is in use again: back in the lists, to be read again when it was to be. Raises `SheetError`."""
    page = Sheet.objects.select_for_update().get(pk=page.pk)
    if not page.is_obsolete:
        raise SheetError("Cette fiche n’est plus signalée obsolète.")
    page.obsolescence.delete()
    entry = journal.note(journal.REVIVED, page=page, by=by)
    notices.notify_revived(page, entry=entry, by=by)
