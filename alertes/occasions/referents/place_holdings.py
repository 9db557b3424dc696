"""What stays with a place when nobody is left there: the animation of its territory is told, and looks after it."""

from collections.abc import Sequence

from django.db.models import Model
from django.urls import reverse

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify, withdraw
from alertes.declarations.events import REFERENT_CHANGED
from reseau.people.departures.responsibilities import Responsibility
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referents import territory_referents
from reseau.texts.elision import to_place


class HeldByPlace(Responsibility):
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
            fact=LASTING,
        )

    def url(self, position: Position) -> str:
        """Return where whoever is told reads more: the page of the place."""
        return reverse("reseau:epm", args=[position.epm.slug])

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Withdraw the warning: nothing left the place."""
        withdraw(key=f"position:{position.pk}:{self.name}")
        return len(keys)
