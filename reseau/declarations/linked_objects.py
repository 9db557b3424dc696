"""Pages of the network that links in messages lead to: places and members."""

from collections.abc import Collection

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.elision import to_place
from reseau.texts.link_cards import LinkCard, LinkedKind


class LinkedEPM(LinkedKind):
    route = "reseau:epm"
    argument = "slug"

    def cards(self, user, keys: Collection[str]) -> dict[str, LinkCard]:
        places = EPM.objects.visible_to(user).filter(slug__in=keys).with_place()
        return {
            epm.slug: LinkCard("Lieu", epm.name, f"{epm.get_kind_display()} {to_place(epm.commune.name)}")
            for epm in places
        }


class LinkedMember(LinkedKind):
    route = "reseau:member"

    def cards(self, user, keys: Collection[int]) -> dict[int, LinkCard]:
        members = Member.objects.visible_to(user).filter(pk__in=keys).with_live_positions()
        return {member.pk: LinkCard("Membre", str(member), str(member.main_position or "")) for member in members}


KINDS = (LinkedEPM(), LinkedMember())
