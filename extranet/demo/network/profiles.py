"""What the animators of the demo can teach, and what some of them keep from the network."""

from collections.abc import Iterable

from extranet.demo.content import read_file
from reseau.enums import ShownTo
from reseau.people.members.models.member import Member
from reseau.people.profiles.services import set_know_how

# One member in so many keeps something: their phone for their territory, their address for nobody.
KEEPS_PHONE, KEEPS_EMAIL = 5, 9


def build_profiles(animators: Iterable[Member]) -> None:
    """Tag the members whose page says what they bring, and make some of the choices of who reads what."""
    content = read_file("people")
    tags_of = dict(zip(content["about"], content["know_how"], strict=True))
    for rank, member in enumerate(animators):
        if tags := tags_of.get(member.about):
            set_know_how(member=member, text=", ".join(tags))
        member.wants_shown_to = (ShownTo.NETWORK, ShownTo.TERRITORY, ShownTo.NOBODY)[rank % 3]
        if rank % KEEPS_PHONE == 1:
            member.phone_shown_to = ShownTo.TERRITORY
        if rank % KEEPS_EMAIL == 2:
            member.email_shown_to = ShownTo.NOBODY
    Member.objects.bulk_update(animators, ["wants_shown_to", "phone_shown_to", "email_shown_to"], batch_size=500)
