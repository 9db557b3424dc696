"""The fictitious people of the demo: a coordinator, three territorial animators, 180 animators."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from extranet.demo.content import read_file
from reseau.enums import Contract, Role, ShownTo
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.profiles.services import set_know_how
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold

PASSWORD = "demo-extranet"  # noqa: S105 - printed by `make run`, for a demo without anything to protect
ANIMATOR_COUNT = 180
# Of 180, the last ones may have come within the past two years.
FIRST_NEWCOMER = 150
VOLUNTEER_SHARE = 0.45
# Nobody is new to the forums, but who is told so (`forums.messages.first_links`).
MEMBERS_SINCE = timedelta(days=400)


class Namer:
    """Draw fictitious full names, each once while names last, then with double surnames."""

    def __init__(self, draw: random.Random):
        self.draw = draw
        self.first_names, self.last_names = read_file("people")["first_names"], read_file("people")["last_names"]
        self.pairs = self.shuffled(self.last_names)

    def shuffled(self, last_names: list[str]) -> list[tuple[str, str]]:
        name_pairs = [(first_name, last_name) for first_name in self.first_names for last_name in last_names]
        self.draw.shuffle(name_pairs)
        return name_pairs

    def next(self) -> tuple[str, str]:
        if not self.pairs:
            self.pairs = self.shuffled(
                [f"{self.draw.choice(self.last_names)}-{last_name}" for last_name in self.last_names]
            )
        return self.pairs.pop()


def build_member(email: str | None, namer: Namer, password: str, about: str = "") -> Member:
    first_name, last_name = namer.next()
    return Member(
        email=email,
        first_name=first_name,
        last_name=last_name,
        search_name=fold(f"{last_name} {first_name}"),
        about=about,
        password=password,
        is_fictitious=True,
        date_joined=timezone.now() - MEMBERS_SINCE,
    )


def build_staff(*, epms: list[EPM], draw: random.Random, namer: Namer) -> list[Member]:
    """Create coordinator, territorial animators and animators with their live positions; return the animators.

    Each EPM has at least one animator; `animateur1` works in the largest commune's EPM, and so on by size.
    """
    password = make_password(PASSWORD)
    abouts = read_file("people")["about"]
    coordinator = build_member("coordination@example.org", namer, password)
    territories = list(Territory.objects.order_by("name"))
    territorials = [
        build_member(f"territoire.{territory.slug}@example.org", namer, password) for territory in territories
    ]
    animators = [
        build_member(f"animateur{number}@example.org", namer, password, draw.choice(["", draw.choice(abouts)]))
        for number in range(1, ANIMATOR_COUNT + 1)
    ]
    staff = [coordinator, *territorials, *animators]
    Member.objects.bulk_create(staff, batch_size=500)
    Position.objects.bulk_create(
        [
            Position(member=coordinator, role=Role.COORDINATOR, start=date(2015, 9, 1)),
            *(
                Position(member=member, role=Role.TERRITORIAL, territory=territory, start=date(2015, 9, 1))
                for member, territory in zip(territorials, territories, strict=True)
            ),
            *(
                build_position(member, epms[index % len(epms)], draw, rank=index, is_referent=index < len(epms))
                for index, member in enumerate(animators)
            ),
        ],
        batch_size=500,
    )
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=member, email=member.email, verified=True, primary=True) for member in staff],
        batch_size=500,
    )
    return animators


def build_position(member: Member, epm: EPM, draw: random.Random, *, rank: int, is_referent: bool) -> Position:
    """Build an animator's position, paid or volunteer: begun before the past years of the demo, unless they are new."""
    is_new = rank % ANIMATOR_COUNT >= FIRST_NEWCOMER
    contract = Contract.VOLUNTEER if draw.random() < VOLUNTEER_SHARE else Contract.PAID
    years_ago = 12 - draw.randint(1, 11) + (0 if is_new else 2)
    start = date(timezone.localdate().year - years_ago, draw.randint(1, 12), 1)
    return Position(member=member, role=Role.ANIMATOR, epm=epm, contract=contract, start=start, is_referent=is_referent)


# What the animators of the demo can teach, and what some of them keep from the network.
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


def one_of_each_place(animators: Sequence[Member]) -> list[Member]:
    """Return the first animator of each place, none of whom works elsewhere."""
    by_place: dict[int, Member] = {}
    for member in animators[:60]:
        if len(member.epm_ids) == 1:
            by_place.setdefault(min(member.epm_ids), member)
    return list(by_place.values())
