"""What a place holds when nobody is left there: its equipment, and the loans that are booked or out."""

from collections.abc import Sequence

from alertes.occasions.referents import HeldByPlace
from qualite.lending.equipment.models import Equipment
from qualite.lending.inventory.queries import loans_around
from qualite.lending.loans.models.loan import Loan
from reseau.people.members.models.position import Position
from reseau.texts.french_order import Folded


class EquipmentOfPlace(HeldByPlace):
    name = "equipment"
    label = "Matériel à l’inventaire du lieu"
    told = "matériel à garder ou à confier à un autre lieu"

    def objects(self, position: Position) -> Sequence[Equipment]:
        return list(Equipment.objects.in_use().filter(epm=position.epm_id).order_by(Folded("name"), "pk"))


class LoansOfPlace(HeldByPlace):
    name = "loans"
    label = "Prêts de matériel en cours ou à venir"
    told = "prêts de matériel à rendre ou à annuler"

    def objects(self, position: Position) -> Sequence[Loan]:
        return list(loans_around(position.epm))


RESPONSIBILITIES = (EquipmentOfPlace(), LoansOfPlace())
