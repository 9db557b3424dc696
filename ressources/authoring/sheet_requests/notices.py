"""Notice to those who requested a sheet: it is published."""

from collections.abc import Iterable

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from reseau.people.members.models.member import Member
from ressources.declarations.events import SHEET_ANSWER


def notify_answered(sheet_request, *, sheet, members: Iterable[Member], by: Member | None) -> None:
    notify(
        members=members,
        key=f"sheet-request:{sheet_request.pk}:answered",
        text=f"La fiche que vous avez demandée est publiée\u00a0: «\u00a0{sheet.title}\u00a0».",
        url=sheet.get_absolute_url(),
        exclude=by,
        kind=SHEET_ANSWER,
        fact=fact_about("sheet", sheet.pk),
    )
