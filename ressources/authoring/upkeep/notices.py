"""Notices about a published sheet: due to be read again, overdue, obsolete, revived."""

from collections.abc import Iterable, Mapping
from datetime import date

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify, take_back_notice
from alertes.choices.kinds import Kind
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from ressources.declarations.events import REVIEW_AWAITED, SHEET_NEWS
from ressources.review.reviewers import reviewers_of
from ressources.sheets.notices import notify_authors


def due_keys(sheet, due_date: date) -> tuple[str, str]:
    """Return the keys of the two notices of that due date: for its authors, then, a month later, for its reviewers."""
    return f"sheet:{sheet.pk}:due:{due_date:%Y%m%d}", f"sheet:{sheet.pk}:overdue:{due_date:%Y%m%d}"


def notify_due(sheet, *, members: Iterable[Member], notified: Mapping[str, set[int]]) -> int:
    """Notify the authors that the sheet is due.

    `notified`: key of a notice → keys of the members who have it. Returns how many members are notified.
    """
    text = f"Votre fiche « {sheet.title} » est à relire : est-elle toujours valable ?"
    key = due_keys(sheet, sheet.due_on)[0]
    return _remind(members, sheet, key=key, text=text, kind=SHEET_NEWS, notified=notified)


def notify_overdue(sheet, *, notified: Mapping[str, set[int]]) -> int:
    """Notify the reviewers of the territory that nobody has read the sheet again. As in `notify_due`."""
    text = f"La fiche « {sheet.title} » ({sheet.epm}) attend d’être relue depuis le {day_in_full(sheet.due_on)}."
    key = due_keys(sheet, sheet.due_on)[1]
    return _remind(reviewers_of(sheet), sheet, key=key, text=text, kind=REVIEW_AWAITED, notified=notified)


def withdraw_due(sheet, *, due_date: date) -> None:
    for key in due_keys(sheet, due_date):
        take_back_notice(key=key)


def notify_obsolete(sheet, *, reason: str, entry, by) -> None:
    """Notify the authors. `entry` of the journal makes each time another notice."""
    notify_authors(
        sheet,
        key=f"sheet:{sheet.pk}:obsolete:{entry.pk}",
        text=f"Votre fiche « {sheet.title} » a été déclarée obsolète par {by} : {reason}",
        url=sheet.get_absolute_url(),
        by=by,
        fact=fact_about("freshness", sheet.pk),
    )


def notify_revived(sheet, *, entry, by) -> None:
    notify_authors(
        sheet,
        key=f"sheet:{sheet.pk}:revived:{entry.pk}",
        text=f"Votre fiche « {sheet.title} » est de nouveau d’actualité, grâce à {by}.",
        url=sheet.get_absolute_url(),
        by=by,
        fact=fact_about("freshness", sheet.pk),
    )


def _remind(
    members: Iterable[Member], sheet, *, key: str, text: str, kind: Kind, notified: Mapping[str, set[int]]
) -> int:
    new = [member for member in members if member.pk not in notified.get(key, ())]
    if new:
        fact = fact_about("freshness", sheet.pk)
        notify(members=new, key=key, text=text, url=sheet.get_absolute_url(), kind=kind, fact=fact)
    return len(new)
