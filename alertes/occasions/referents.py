"""Notices about the people of reference of an EPM."""

from collections.abc import Sequence

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from alertes.channels.facts.registry import LASTING, fact_about
from alertes.channels.notices.services import notify, take_back_notice
from alertes.declarations.events import REFERENT_CHANGED
from reseau.people.departures.responsibilities import Responsibility
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referent_news import ReferentTeller
from reseau.people.members.referents import territory_referents
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place, to_place


# What stays with a place when nobody is left there: the animation of its territory is told, and looks after it.
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
        take_back_notice(key=f"position:{position.pk}:{self.name}")
        return len(keys)


# What messages say of the people of reference of an EPM.
NAMED_DETAILS = (
    "Vous invitez les personnes qui y arrivent, et vous fermez le poste de celles qui en partent. L’animation de votre "
    "territoire reste à vos côtés."
)
MISSING_DETAILS = (
    "Jusqu’à ce que quelqu’un soit nommé dans l’équipe, c’est à vous d’y inviter et d’y fermer des postes."
)


def named_sentence(epm: EPM, by: Member | None) -> str:
    """« Vous êtes la personne référente de l’EPM de Gramat, par Camille Vidal. »"""
    return f"Vous êtes maintenant la personne référente {of_place(epm.name)}{f', dit {by}' if by else ''}."


def missing_sentence(epm: EPM) -> str:
    return f"Personne n’est nommé référent {to_place(epm.name)}\u00a0: vous prenez le relais."


class NoticesOfReferents(ReferentTeller):
    def named(self, position: Position, *, by: Member | None) -> None:
        notify(
            members=[position.member],
            key=f"position:{position.pk}:referent:{timezone.localdate()}",
            text=named_sentence(position.epm, by),
            details=NAMED_DETAILS,
            url=reverse("reseau:team", args=[position.epm.slug]),
            kind=REFERENT_CHANGED,
            exclude=by,
            fact=fact_about("referent", position.pk),
        )

    def missing(self, epm: EPM, *, since: Position | None, by: Member | None) -> None:
        notify(
            members=territory_referents(epm),
            key=f"epm:{epm.pk}:referent_missing:{since.pk if since else 0}",
            text=missing_sentence(epm),
            details=MISSING_DETAILS,
            url=reverse("reseau:team", args=[epm.slug]),
            kind=REFERENT_CHANGED,
            exclude=by,
            fact=fact_about("missing_referent", epm.pk),
        )
