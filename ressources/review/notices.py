"""Who is told what about the review of a sheet: reviewers when it is sent or late, its author when it is answered.

A notice that asks for a review goes away, for whoever has not read it, once there is nothing to review any more.
"""

from django.urls import reverse

from alertes.enums import Matter
from alertes.notices.services import notify, withdraw
from reseau.elision import of
from reseau.members.models.member import Member
from reseau.wording import day_in_full
from ressources.permissions import holder_of
from ressources.review.reviewers import reviewers_of
from ressources.sheets.models.authorship import author_keys, authors_of


def tell_submitted(sheet, *, title: str, task_state, by) -> None:
    notify(
        members=[holder] if (holder := holder_of(sheet)) else reviewers_of(sheet),
        key=_submission_key(sheet, task_state),
        text=f"Fiche à relire : « {title} », {of(sheet.owner or 'une personne partie du réseau')} ({sheet.epm}).",
        url=reverse("ressources:review", args=[sheet.pk]),
        exclude=by,
        matter=Matter.REVIEWS,
    )


def forget_submission(sheet, *, task_state) -> None:
    withdraw(key=_submission_key(sheet, task_state))


def tell_changes_asked(sheet, *, title: str, task_state, by) -> None:
    notify(
        members=authors_of(sheet),
        key=f"sheet:{sheet.pk}:changes:{task_state.pk}",
        text=f"Des modifications sont demandées sur votre fiche « {title} » : {task_state.comment}",
        details=_remarks_in_words(sheet),
        url=reverse("ressources:edit", args=[sheet.pk]),
        exclude=by,
        matter=Matter.SHEETS,
    )


def tell_answer(sheet, *, remark, answer, by) -> None:
    """Who made the remark is told of what an author says, the authors of what a reviewer says."""
    is_from_author = by.pk in author_keys(sheet)
    page = "review" if is_from_author else "preview"
    reviewers = [remark.author] if remark.author else []
    notify(
        members=reviewers if is_from_author else authors_of(sheet),
        key=f"remark:{remark.pk}:answer:{answer.pk}",
        text=f"{by} répond à une remarque sur « {sheet.draft_title} »\u00a0: {answer.text}",
        url=f"{reverse(f'ressources:{page}', args=[sheet.pk])}#{remark.anchor}",
        exclude=by,
        matter=Matter.REVIEWS if is_from_author else Matter.SHEETS,
    )


def _remarks_in_words(sheet) -> str:
    """What is open beside the sections, for a mail."""
    told = [f"{remark.label}\n{remark.text}" for remark in sheet.remarks.open().order_by("created", "pk")]
    return "\n\n".join(["Remarques\u00a0:", *told]) if told else ""


def tell_taken(sheet, *, by) -> None:
    """Good to know, no reason for a mail."""
    due = day_in_full(sheet.assignment.due)
    notify(
        members=authors_of(sheet),
        key=f"sheet:{sheet.pk}:taken:{sheet.assignment.since:%Y%m%d%H%M%S%f}",
        text=f"{by} relit votre fiche « {sheet.draft_title} ». Réponse attendue pour le {due}.",
        url=reverse("ressources:preview", args=[sheet.pk]),
        exclude=by,
    )


def tell_given(sheet, *, to: Member, entry, by) -> None:
    notify(
        members=[to],
        key=f"sheet:{sheet.pk}:given:{entry.pk}",
        text=f"{by} vous confie la relecture de « {sheet.draft_title} » ({sheet.epm}), {_answer_by(sheet)}.",
        url=reverse("ressources:review", args=[sheet.pk]),
        exclude=by,
        matter=Matter.REVIEWS,
    )


def tell_put_back(sheet, *, entry, by) -> None:
    notify(
        members=reviewers_of(sheet),
        key=f"sheet:{sheet.pk}:put_back:{entry.pk}",
        text=f"La relecture de « {sheet.draft_title} » ({sheet.epm}) est à reprendre, {_answer_by(sheet)}.",
        url=reverse("ressources:review", args=[sheet.pk]),
        exclude=by,
        matter=Matter.REVIEWS,
    )


def tell_holder_late(sheet, *, holder: Member) -> None:
    notify(
        members=[holder],
        key=late_keys(sheet)[0],
        text=f"« {sheet.draft_title} » attend votre relecture\u00a0: elle était promise pour le {_due(sheet)}.",
        url=reverse("ressources:review", args=[sheet.pk]),
        matter=Matter.REVIEWS,
    )


def tell_territory_late(sheet, *, holder: Member | None) -> None:
    """`holder`, who has it, was told before."""
    who = f", chez {holder}" if holder else ""
    notify(
        members=reviewers_of(sheet),
        key=late_keys(sheet)[1],
        text=f"« {sheet.draft_title} » ({sheet.epm}) attend une relecture, promise pour le {_due(sheet)}{who}.",
        url=reverse("ressources:review", args=[sheet.pk]),
        exclude=holder,
        matter=Matter.REVIEWS,
    )


def late_keys(sheet) -> tuple[str, str]:
    """Keys of the two reminders of that day: for whoever has the sheet, then for its territory."""
    day = f"{sheet.assignment.due:%Y%m%d}"
    return f"sheet:{sheet.pk}:late:{day}", f"sheet:{sheet.pk}:very_late:{day}"


def forget_late(sheet) -> None:
    """The answer was given, or is promised for another day."""
    if getattr(sheet, "assignment", None):
        for key in late_keys(sheet):
            withdraw(key=key)


def _due(sheet) -> str:
    return day_in_full(sheet.assignment.due)


def _answer_by(sheet) -> str:
    return f"réponse attendue pour le {_due(sheet)}"


def _submission_key(sheet, task_state) -> str:
    return f"sheet:{sheet.pk}:submitted:{task_state.pk}"
