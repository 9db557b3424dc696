"""What a member holds in the library: the sheets that they answer for, and the workshops to come of their place."""

from collections.abc import Sequence

from django.urls import reverse

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify, take_back_notice
from alertes.declarations.events import REFERENT_CHANGED
from reseau.people.departures.responsibilities import Responsibility
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referents import territory_referents
from reseau.texts.elision import to_place
from reseau.texts.french_order import Folded
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.authors import hand_over, remove_coauthor
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop


class SheetsToKeep(Responsibility):
    """Authorship stays: whoever wrote the sheet becomes a co-author, the heir answers for it."""

    name = "sheets"
    label = "Fiches à tenir à jour"

    def objects(self, position: Position) -> Sequence[Sheet]:
        return list(Sheet.objects.filter(owner=position.member_id).in_use().order_by(Folded("draft_title"), "pk"))

    def pass_on(self, objects, *, position: Position, successor: Member | None, by: Member) -> None:
        for sheet in objects:
            hand_over(page=sheet, by=by, member=successor)

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Bring back those that the heir still answers for; the heir stays a co-author of those that they changed."""
        sheets = list(Sheet.objects.filter(pk__in=keys, owner=heir).in_use()) if heir else []
        for sheet in sheets:
            hand_over(page=sheet, by=by, member=position.member)
            if not sheet.revisions.filter(user=heir).exists():
                remove_coauthor(page=sheet, by=by, member=heir)
        return len(sheets)


class WorkshopsOfPlace(Responsibility):
    name = "workshops"
    label = "Ateliers ouverts à venir"
    is_of_place = True
    destination = "l’animation du territoire est prévenue\u00a0: elle les tient ou les annule"

    def objects(self, position: Position) -> Sequence[OpenWorkshop]:
        return list(OpenWorkshop.objects.to_come().filter(epm=position.epm_id).select_related("sheet", "epm__commune"))

    def pass_on(self, objects, *, position: Position, successor: Member | None, by: Member) -> None:
        count = len(objects)
        notify(
            members=territory_referents(position.epm),
            key=_key(position),
            text=f"Plus personne {to_place(position.epm.name)}\u00a0: ateliers à tenir ou à annuler, {count}.",
            url=reverse("reseau:epm", args=[position.epm.slug]),
            kind=REFERENT_CHANGED,
            fact=LASTING,
        )

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Withdraw the warning; those that were cancelled stay so."""
        take_back_notice(key=_key(position))
        return OpenWorkshop.objects.to_come().filter(pk__in=keys).count()


def _key(position: Position) -> str:
    return f"position:{position.pk}:workshops"


RESPONSIBILITIES = (SheetsToKeep(), WorkshopsOfPlace())
