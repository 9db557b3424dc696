"""Upkeep of a published sheet: confirmed, due again on a date, reminded, marked obsolete, revived."""

from collections import defaultdict
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.channels.notices.models import Notice
from reseau.people.members.models.member import Member
from ressources.authoring.upkeep import notices
from ressources.authoring.upkeep.models import Obsolescence, ReviewDate
from ressources.sheets import sheet_journal
from ressources.sheets.freshness import FURTHEST, LIFETIME, PATIENCE, due_on
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet


@transaction.atomic
def confirm_valid(*, page: Sheet, by: Member) -> date:
    """Confirm that the facts of the sheet are true today: it is due again in eighteen months. Return that day."""
    today = timezone.localdate()
    return _choose(page, by=by, due_date=today + LIFETIME, action=sheet_journal.STILL_VALID, verified_on=today)


@transaction.atomic
def choose_review_date(*, page: Sheet, by: Member, due_date: date) -> date:
    """Choose the day on which the sheet is due, within three years. Raises `ValidationError`."""
    today = timezone.localdate()
    if not today < due_date <= today + FURTHEST:
        raise ValidationError("Choisissez un jour à venir, d’ici trois ans.")
    return _choose(page, by=by, due_date=due_date, action=sheet_journal.DATE_CHOSEN)


def _choose(page: Sheet, *, by: Member, due_date: date, action: str, **facts: date) -> date:
    page = Sheet.objects.select_for_update().get(pk=page.pk)
    if not page.live:
        raise ValidationError("Cette fiche n’est pas dans la bibliothèque\u00a0: elle n’a pas de date de relecture.")
    if page.is_obsolete:
        raise ValidationError("Cette fiche est déclarée obsolète\u00a0: remettez-la d’abord d’actualité.")
    before = due_on(page)
    ReviewDate.objects.update_or_create(
        sheet=page, defaults={"due": due_date, "chosen_at": timezone.now(), "chosen_by": by, **facts}
    )
    if before is not None and before != due_date:
        notices.withdraw_due(page, due_date=before)
    sheet_journal.note(action, page=page, by=by, due=due_date.isoformat())
    return due_date


@transaction.atomic
def remind_due() -> int:
    """Notify the author of each sheet that is due, then, thirty days later, the reviewers of its territory.

    Co-authors are notified for an author who left. Once for each person and due date, however often it runs. Return the
    number of notices.
    """
    today = timezone.localdate()
    due_sheets = list(Sheet.objects.due(today).select_related("owner", "epm__commune").order_by("pk"))
    notified = defaultdict(set)
    for key, member in Notice.objects.filter(key__in=_keys(due_sheets)).values_list("key", "member_id"):
        notified[key].add(member)
    in_network = set(
        Member.objects.in_network().filter(pk__in=[sheet.owner_id for sheet in due_sheets]).values_list(flat=True)
    )
    coauthors = defaultdict(list)
    for authorship in Authorship.objects.filter(
        sheet__in=due_sheets, member__in=Member.objects.in_network().values("pk")
    ).select_related("member"):
        coauthors[authorship.sheet_id].append(authorship.member)
    notice_count = 0
    for sheet in due_sheets:
        authors = [sheet.owner] if sheet.owner_id in in_network else coauthors[sheet.pk]
        notice_count += notices.notify_due(sheet, members=authors, notified=notified)
        if not authors or sheet.due_on + PATIENCE <= today:
            notice_count += notices.notify_overdue(sheet, notified=notified)
    return notice_count


def _keys(sheets: list[Sheet]) -> list[str]:
    return [key for sheet in sheets for key in notices.due_keys(sheet, sheet.due_on)]


@transaction.atomic
def mark_obsolete(*, page: Sheet, by: Member, reason: str, replacement: Sheet | None = None) -> Obsolescence:
    """Mark the sheet as obsolete: it leaves lists and search; its page gives the reason and the `replacement`.

    Raises `ValidationError` if the sheet is not in the library, is obsolete already, or if the replacement is not in
    use and readable by `by`. Two sheets never replace each other.
    """
    # Both are locked in one order, so that two requests never make two sheets replace each other.
    keys = {page.pk, replacement.pk} if replacement else {page.pk}
    locked = {sheet.pk: sheet for sheet in Sheet.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    page = locked[page.pk]
    if not page.live:
        raise ValidationError("Cette fiche n’est pas dans la bibliothèque.")
    if page.is_obsolete:
        raise ValidationError("Cette fiche est déjà déclarée obsolète.")
    if replacement and not Sheet.objects.in_use().visible_to(by).exclude(pk=page.pk).filter(pk=replacement.pk).exists():
        raise ValidationError("La fiche qui remplace doit être une autre fiche, en ligne et d’actualité.")
    obsolescence = Obsolescence.objects.create(sheet=page, reason=reason, replacement=replacement, marked_by=by)
    if due_date := due_on(page):
        notices.withdraw_due(page, due_date=due_date)
    entry = sheet_journal.note(sheet_journal.OBSOLETE, page=page, by=by, reason=reason)
    notices.notify_obsolete(page, reason=reason, entry=entry, by=by)
    return obsolescence


@transaction.atomic
def revive(*, page: Sheet, by: Member) -> None:
    """Put the sheet back in use, with the due date that it had. Raises `ValidationError` if it is not obsolete."""
    page = Sheet.objects.select_for_update().get(pk=page.pk)
    if not page.is_obsolete:
        raise ValidationError("Cette fiche n’est plus déclarée obsolète.")
    page.obsolescence.delete()
    entry = sheet_journal.note(sheet_journal.REVIVED, page=page, by=by)
    notices.notify_revived(page, entry=entry, by=by)
