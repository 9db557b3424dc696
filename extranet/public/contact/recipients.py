"""Who reads a message: the team of a place, a territorial animator, the coordination, or a contact of the settings."""

from dataclasses import dataclass

from extranet.public.contact.enums import ContactTopic
from extranet.public.institution import address_in, read_institution
from reseau.enums import Role
from reseau.people.members.models.position import Position
from reseau.people.members.referents import own_referents
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place

COORDINATION = "la coordination du réseau"


@dataclass(frozen=True, slots=True)
class Recipient:
    """`words`: who they are, by role, as the sender reads it. `addresses`: where the message goes."""

    words: str
    addresses: tuple[str, ...]


def recipient_of(topic: ContactTopic, commune: Commune | None, place: EPM | None = None) -> Recipient:
    """Return who answers; the coordination stands in where nobody else has an address.

    `place`: the one that the sender writes to, for the topics that are answered near them.
    """
    institution = read_institution()
    match topic:
        case ContactTopic.DATA:
            named = Recipient("la personne déléguée à la protection des données", _addresses(institution.dpo))
        case ContactTopic.ACCESSIBILITY:
            named = Recipient("la personne qui suit l’accessibilité", _addresses(institution.accessibility_contact))
        case ContactTopic.SECURITY:
            named = Recipient("la personne qui prend soin du site", _addresses(institution.contact))
        case _ if topic.is_local and place:
            named = _team(place)
        case _ if topic.is_local and commune:
            named = _territorial(commune.territory)
        case _:
            named = None
    return named if named and named.addresses else _coordination()


def _team(place: EPM) -> Recipient:
    """Return the mailbox of the place, else its people of reference, else the animator of its territory."""
    addresses = (place.email,) if place.email else _addresses_of(own_referents(place))
    return Recipient(f"l’équipe {of_place(place)}", addresses) if addresses else _territorial(place.commune.territory)


def _territorial(territory: Territory) -> Recipient:
    positions = Position.objects.live().filter(role=Role.TERRITORIAL, territory=territory)
    return Recipient(f"l’animation du territoire {of_place(territory.name)}", _addresses_of(positions))


def _coordination() -> Recipient:
    addresses = _addresses_of(Position.objects.live().filter(role=Role.COORDINATOR))
    return Recipient(COORDINATION, addresses or _addresses(read_institution().contact))


def _addresses(text: str) -> tuple[str, ...]:
    return (address_in(text),) if address_in(text) else ()


def _addresses_of(positions) -> tuple[str, ...]:
    holders = positions.filter(member__is_active=True, member__email__isnull=False).order_by("member__email")
    return tuple(dict.fromkeys(holders.values_list("member__email", flat=True)))
