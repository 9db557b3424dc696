"""Notices of the publication of a sheet: reviewers when it is submitted, authors when it is decided or withdrawn.

A notice that asks for a review is withdrawn from those who have not read it, once there is nothing left to review.
"""

from collections.abc import Collection

from django.urls import reverse

from alertes.channels.facts.registry import LASTING, fact_about
from alertes.channels.notices.services import notify, take_back_notice
from alertes.choices.subscriptions.followers import followers
from alertes.choices.subscriptions.subjects import tag_subjects
from reseau.people.members.models.member import Member
from reseau.texts.elision import of
from ressources.declarations.events import REVIEW_AWAITED, SHEET_FOLLOWED, SHEET_NEWS
from ressources.review.permissions import holder_of
from ressources.review.reviewers import reviewers_of
from ressources.sheets.models.authorship import author_keys, authors_of
from ressources.sheets.notices import notify_authors, submission_key


def notify_submitted(sheet, *, title: str, task_state, by: Member | None) -> None:
    """Notify the reviewer who has the sheet, otherwise all the reviewers of its territory."""
    notify(
        members=[holder] if (holder := holder_of(sheet)) else reviewers_of(sheet),
        key=submission_key(sheet, task_state),
        text=f"Fiche à relire : « {title} », {of(sheet.owner or 'une personne partie du réseau')} ({sheet.epm}).",
        url=reverse("ressources:review", args=[sheet.pk]),
        exclude=by,
        kind=REVIEW_AWAITED,
        fact=fact_about("review", sheet.pk),
    )


def notify_published(sheet, *, by: Member | None, message: str) -> None:
    """Notify the authors once for each publication. The message of the reviewer and the open remarks go with it."""
    notify_authors(
        sheet,
        key=f"sheet:{sheet.pk}:published:{sheet.live_revision_id}",
        text=f"Votre fiche « {sheet.title} » est publiée. {message}".rstrip(),
        details=_open_remarks(sheet),
        fact=fact_about("sheet", sheet.pk),
        url=sheet.get_absolute_url(),
        by=by,
    )


def notify_followers(sheet, *, by: Member | None, notified: Collection[int]) -> None:
    """Notify those who follow the sheet of its new version; of a new sheet, those who follow its authors or tags.

    `notified`: keys of the members who were notified of this version for a reason of their own.
    """
    if sheet.is_new:
        people = [f"member:{key}" for key in author_keys(sheet)]
        subjects = [*tag_subjects(sheet.tags.values_list("name", flat=True)), *people]
        text = f"Nouvelle fiche : « {sheet.title} » ({sheet.epm})."
    else:
        subjects = [f"sheet:{sheet.pk}"]
        text = f"La fiche « {sheet.title} », que vous suivez, a une nouvelle version."
    # Every member of the network reads every published sheet.
    readers = Member.objects.in_network().filter(pk__in=followers(*subjects).values("pk"))
    notify(
        members=readers.exclude(pk__in=notified),
        key=_followed_key(sheet),
        text=text,
        url=sheet.get_absolute_url(),
        exclude=by,
        kind=SHEET_FOLLOWED,
        fact=fact_about("sheet", sheet.pk),
        followed=subjects,
    )


def withdraw_followed(sheet) -> None:
    """Withdraw what followers have not read of the version online."""
    take_back_notice(key=_followed_key(sheet))


def _followed_key(sheet) -> str:
    return f"sheet:{sheet.pk}:followed:{sheet.live_revision_id}"


def notify_changes_asked(sheet, *, title: str, task_state, by: Member | None) -> None:
    notify(
        members=authors_of(sheet),
        key=f"sheet:{sheet.pk}:changes:{task_state.pk}",
        text=f"Des modifications sont demandées sur votre fiche « {title} » : {task_state.comment}",
        details=_open_remarks(sheet),
        url=reverse("ressources:edit", args=[sheet.pk]),
        exclude=by,
        kind=SHEET_NEWS,
        fact=LASTING,
    )


def notify_withdrawn(sheet, *, by: Member) -> None:
    notify_authors(
        sheet,
        key=f"sheet:{sheet.pk}:withdrawn:{sheet.last_published_at:%Y%m%d%H%M%S}",
        text=f"Votre fiche « {sheet.title} » a été retirée de la bibliothèque par {by}.",
        fact=fact_about("sheet", sheet.pk),
        url=reverse("ressources:edit", args=[sheet.pk]),
        by=by,
    )


def _open_remarks(sheet) -> str:
    """Render the open remarks of the sheet for a mail; empty if there are none."""
    remarks = [f"{remark.label}\n{remark.text}" for remark in sheet.remarks.open().order_by("created", "pk")]
    return "\n\n".join(["Remarques\u00a0:", *remarks]) if remarks else ""
