"""Keeping a published sheet fresh: confirmed by whoever answers for it, and brought to mind when its day has come."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from alertes.notices.models import Notice
from reseau.members.models.member import Member
from ressources.sheets import journal, notices
from ressources.sheets.freshness import FURTHEST, LIFETIME, PATIENCE, due_on
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.sheets import SheetError
from ressources.upkeep.models.review_date import ReviewDate


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
        raise SheetError("Cette fiche est déclarée obsolète\u00a0: remettez-la d’abord d’actualité.")
    before = due_on(page)
    ReviewDate.objects.update_or_create(sheet=page, defaults={"due": due, "chosen_at": timezone.now(), "chosen_by": by})
    if before is not None and before != due:
        notices.forget_due(page, due=before)
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
    told = defaultdict(set)
    for key, member in Notice.objects.filter(key__in=_keys(due)).values_list("key", "member_id"):
        told[key].add(member)
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
        given += notices.tell_due(sheet, members=authors, told=told)
        if not authors or sheet.due_on + PATIENCE <= today:
            given += notices.tell_overdue(sheet, told=told)
    return given


def _keys(sheets: list[Sheet]) -> list[str]:
    return [key for sheet in sheets for key in notices.due_keys(sheet, sheet.due_on)]
