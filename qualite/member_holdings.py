"""What a place holds when nobody is left there: its equipment, and the loans that are booked or out."""

from collections.abc import Sequence

from django.db.models import Model
from django.urls import reverse

from alertes.events import REFERENT_CHANGED
from alertes.notices.services import notify, withdraw
from qualite.equipment.models import Equipment
from qualite.inventory.queries import loans_around
from qualite.loans.models.loan import Loan
from reseau.departures.holdings import Holding, register
from reseau.elision import to_place
from reseau.french_order import Folded
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.members.referents import territory_referents


class HeldByPlace(Holding):
    """Things that stay with the place; without a team, the animation of the territory looks after them."""

    is_of_place = True
    destination = "l’animation du territoire est prévenue, et s’en occupe"
    told: str

    def pass_on(self, objects: Sequence[Model], *, position: Position, successor: Member | None, by: Member) -> None:
        notify(
            members=territory_referents(position.epm),
            key=f"position:{position.pk}:{self.name}",
            text=f"Plus personne {to_place(position.epm.name)}\u00a0: {self.told}, {len(objects)}.",
            url=reverse("reseau:epm", args=[position.epm.slug]),
            kind=REFERENT_CHANGED,
        )

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Withdraw the warning: nothing left the place."""
        withdraw(key=f"position:{position.pk}:{self.name}")
        return len(keys)


@register
class EquipmentOfPlace(HeldByPlace):
    name = "equipment"
    label = "Matériel à l’inventaire du lieu"
    told = "matériel à garder ou à confier à un autre lieu"

    def objects(self, position: Position) -> Sequence[Equipment]:
        return list(Equipment.objects.in_use().filter(epm=position.epm_id).order_by(Folded("name"), "pk"))


@register
class LoansOfPlace(HeldByPlace):
    name = "loans"
    label = "Prêts de matériel en cours ou à venir"
    told = "prêts de matériel à rendre ou à annuler"

    def objects(self, position: Position) -> Sequence[Loan]:
        return list(loans_around(position.epm))
