"""Notices that an unsaved text will be deleted, and that a draft was."""

from datetime import date

from django.urls import reverse

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from ressources.declarations.events import SHEET_NEWS
from ressources.review.permissions import holder_of
from ressources.sheets.models.authorship import authors_of


def notify_old_text(text, *, effaced_on: date) -> None:
    """Notify the writer of a text that was begun long ago and never saved."""
    notify(
        members=[text.member],
        key=f"kept_text:{text.pk}:{text.written:%Y%m%d%H%M%S}",
        text=(
            f"Vous aviez commencé « {text} » le {day_in_full(text.written)}, sans l’enregistrer : "
            f"ce texte sera effacé le {day_in_full(effaced_on)}."
        ),
        url=reverse("ressources:mine"),
        kind=SHEET_NEWS,
        fact=LASTING,
    )


def concerned_by_deletion(sheet) -> list[Member]:
    """Return those who write the sheet and the reviewer who has it, before it is deleted."""
    holder = holder_of(sheet)
    return [*authors_of(sheet), *([holder] if holder else [])]


def notify_deleted(sheet, *, members: list[Member], by: Member) -> None:
    notify(
        members=members,
        key=f"sheet:{sheet.pk}:deleted",
        text=f"{by} a supprimé le brouillon « {sheet.draft_title} », qui n’était pas publié.",
        url=reverse("ressources:mine"),
        exclude=by,
        kind=SHEET_NEWS,
        fact=LASTING,
    )
