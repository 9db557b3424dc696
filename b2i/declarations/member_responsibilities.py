"""What a member holds of learners: the records that their place keeps, once nobody is left there."""

from collections.abc import Sequence

from django.urls import reverse

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify, take_back_notice
from alertes.declarations.events import REFERENT_CHANGED
from b2i.people.learners.models.learner import Learner
from reseau.people.departures.responsibilities import Responsibility
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referents import territory_referents
from reseau.texts.elision import to_place


class LearnersRecords(Responsibility):
    """Records stay with the place that keeps them; without a team, the territory is told whom to entrust them to."""

    name = "records"
    label = "Livrets tenus par le lieu"
    is_of_place = True
    is_named = False
    destination = "l’animation du territoire est prévenue, et les confie à un autre lieu"

    def objects(self, position: Position) -> Sequence[Learner]:
        return list(Learner.objects.filter(epm=position.epm_id).select_related("member").order_by("card_number"))

    def pass_on(self, objects, *, position: Position, successor: Member | None, by: Member) -> None:
        count = len(objects)
        notify(
            members=territory_referents(position.epm),
            key=_key(position),
            text=f"Plus personne {to_place(position.epm.name)}\u00a0: livrets à confier à un autre lieu, {count}.",
            url=reverse("reseau:team", args=[position.epm.slug]),
            kind=REFERENT_CHANGED,
            fact=LASTING,
        )

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Withdraw the warning: the records never moved."""
        take_back_notice(key=_key(position))
        return len(keys)


def _key(position: Position) -> str:
    return f"position:{position.pk}:records"


RESPONSIBILITIES = (LearnersRecords(),)
