"""Notices to the authors of a sheet, and the key of the notice that asks for its review."""

from django.urls import reverse

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify, take_back_notice
from reseau.people.members.models.member import Member
from ressources.declarations.events import SHEET_NEWS
from ressources.sheets.models.authorship import authors_of


def notify_authors(sheet, *, key: str, text: str, url: str, by: Member | None, fact: str, details: str = "") -> None:
    """Notify every author who is still active, except `by`. `details` are for the mail."""
    members = authors_of(sheet)
    notify(members=members, key=key, text=text, details=details, url=url, exclude=by, kind=SHEET_NEWS, fact=fact)


def notify_coauthor(sheet, *, member: Member, entry, by) -> None:
    notify(
        members=[member],
        key=f"sheet:{sheet.pk}:coauthor:{entry.pk}",
        text=f"{by} vous invite à écrire la fiche « {sheet.draft_title} » : vous pouvez la modifier.",
        url=reverse("ressources:preview", args=[sheet.pk]),
        exclude=by,
        kind=SHEET_NEWS,
        fact=LASTING,
    )


def notify_handed_over(sheet, *, entry, by) -> None:
    """Notify the new author, and those who stay."""
    notify_authors(
        sheet,
        key=f"sheet:{sheet.pk}:handed_over:{entry.pk}",
        text=f"{sheet.owner} répond maintenant de la fiche « {sheet.draft_title} », confiée par {by}.",
        url=reverse("ressources:preview", args=[sheet.pk]),
        by=by,
        fact=LASTING,
    )


def submission_key(sheet, task_state) -> str:
    """Return the key of the notice that asks reviewers to review the sheet."""
    return f"sheet:{sheet.pk}:submitted:{task_state.pk}"


def withdraw_submission(sheet, *, task_state) -> None:
    """Withdraw that notice: there is nothing left to review."""
    take_back_notice(key=submission_key(sheet, task_state))
