"""Notices of a review: to the authors about its progress, to reviewers who are assigned or late."""

from django.urls import reverse

from alertes.channels.facts.registry import LASTING, fact_about
from alertes.channels.notices.services import notify, take_back_notice
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from ressources.declarations.events import REVIEW_AWAITED, SHEET_ANSWER
from ressources.review.reviewers import reviewers_of
from ressources.sheets.models.authorship import author_keys, authors_of


def notify_answer(sheet, *, remark, answer, by) -> None:
    """Notify the author of the remark of an author's answer, the authors of a reviewer's answer."""
    is_from_author = by.pk in author_keys(sheet)
    page = "review" if is_from_author else "preview"
    reviewers = [remark.author] if remark.author else []
    notify(
        members=reviewers if is_from_author else authors_of(sheet),
        key=f"remark:{remark.pk}:answer:{answer.pk}",
        text=f"{by} répond à une remarque sur « {sheet.draft_title} »\u00a0: {answer.text}",
        url=f"{reverse(f'ressources:{page}', args=[sheet.pk])}#{remark.anchor}",
        exclude=by,
        kind=REVIEW_AWAITED if is_from_author else SHEET_ANSWER,
        fact=LASTING,
    )


def notify_review_taken(sheet, *, by) -> None:
    """Notify the authors that a reviewer has the sheet; no mail."""
    answer_day = day_in_full(sheet.assignment.due)
    notify(
        members=authors_of(sheet),
        key=f"sheet:{sheet.pk}:taken:{sheet.assignment.since:%Y%m%d%H%M%S%f}",
        text=f"{by} relit votre fiche « {sheet.draft_title} ». Réponse attendue pour le {answer_day}.",
        url=reverse("ressources:preview", args=[sheet.pk]),
        exclude=by,
    )


def notify_review_given(sheet, *, to: Member, entry, by) -> None:
    notify(
        members=[to],
        key=f"sheet:{sheet.pk}:given:{entry.pk}",
        text=f"{by} vous confie la relecture de « {sheet.draft_title} » ({sheet.epm}), {_answer_by(sheet)}.",
        url=reverse("ressources:review", args=[sheet.pk]),
        exclude=by,
        kind=REVIEW_AWAITED,
        fact=fact_about("review", sheet.pk),
    )


def notify_review_put_back(sheet, *, entry, by) -> None:
    notify(
        members=reviewers_of(sheet),
        key=f"sheet:{sheet.pk}:put_back:{entry.pk}",
        text=f"La relecture de « {sheet.draft_title} » ({sheet.epm}) est à reprendre, {_answer_by(sheet)}.",
        url=reverse("ressources:review", args=[sheet.pk]),
        exclude=by,
        kind=REVIEW_AWAITED,
        fact=fact_about("review", sheet.pk),
    )


def notify_holder_late(sheet, *, holder: Member) -> None:
    notify(
        members=[holder],
        key=late_keys(sheet)[0],
        text=f"« {sheet.draft_title} » attend votre relecture\u00a0: elle était promise pour le {_due_day(sheet)}.",
        url=reverse("ressources:review", args=[sheet.pk]),
        kind=REVIEW_AWAITED,
        fact=fact_about("review", sheet.pk),
    )


def notify_territory_late(sheet, *, holder: Member | None) -> None:
    """Notify the reviewers of the territory. `holder`, who has the sheet, was notified before."""
    who = f", chez {holder}" if holder else ""
    notify(
        members=reviewers_of(sheet),
        key=late_keys(sheet)[1],
        text=f"« {sheet.draft_title} » ({sheet.epm}) attend une relecture, promise pour le {_due_day(sheet)}{who}.",
        url=reverse("ressources:review", args=[sheet.pk]),
        exclude=holder,
        kind=REVIEW_AWAITED,
        fact=fact_about("review", sheet.pk),
    )


def late_keys(sheet) -> tuple[str, str]:
    """Return the keys of the two reminders of that day: for the reviewer who has the sheet, then for its territory."""
    day = f"{sheet.assignment.due:%Y%m%d}"
    return f"sheet:{sheet.pk}:late:{day}", f"sheet:{sheet.pk}:very_late:{day}"


def withdraw_late(sheet) -> None:
    """Withdraw the reminders: the answer was given, or is promised for another day."""
    if getattr(sheet, "assignment", None):
        for key in late_keys(sheet):
            take_back_notice(key=key)


def _due_day(sheet) -> str:
    return day_in_full(sheet.assignment.due)


def _answer_by(sheet) -> str:
    return f"réponse attendue pour le {_due_day(sheet)}"
