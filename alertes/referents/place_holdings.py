"""What stays with a place when nobody is left there: the animation of its territory is told, and looks after it."""

from collections.abc import Sequence

from django.db.models import Model
from django.urls import reverse

from alertes.events import REFERENT_CHANGED
from alertes.notices.services import notify, withdraw
from reseau.departures.holdings import Holding
from reseau.elision import to_place
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.members.referents import territory_referents


class HeldByPlace(Holding):
    """`told`: what there is to do, in the words of the notice."""

    is_of_place = True
    destination = "l’animation du territoire est prévenue, et s’en occupe"
    told: str

    def pass_on(self, objects: Sequence[Model], *, position: Position, successor: Member | None, by: Member) -> None:
        notify(
            members=territory_referents(position.epm),
            key=f"position:{position.pk}:{self.name}",
            text=f"Plus personne {to_place(position.epm.name)}\u00a0: {self.told}, {len(objects)}.",
            url=self.url(position),
            kind=REFERENT_CHANGED,
        )

    def url(self, position: Position) -> str:
        """Return where whoever is told reads more: the page of the place."""
        return reverse("reseau:epm", args=[position.epm.slug])

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Withdraw the warning: nothing left the place."""
        withdraw(key=f"position:{position.pk}:{self.name}")
        return len(keys)
