"""The members' directory: who matches some words, who knows or wants what, as each of them shows it to the reader."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.functional import cached_property

from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.profiles.disclosure import FIELDS, shown_to, shows
from reseau.people.profiles.learning_wishes import (
    LearningWish,
    LearningWishSource,
    counted_wishes,
    wishes_by_member,
    wishes_condition,
    wishes_matching,
)
from reseau.people.profiles.models import KnowHow
from reseau.texts.french_order import Folded
from reseau.texts.tags.models import Tag
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.paged_query import PagedQuery, PagedRows

PAGE_SIZE = 20
TERRITORY, KNOWS, WANTS = "territoire", "sait", "veut"
MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """What `member` shows to a reader; what is kept from them is empty."""

    member: Member
    email: str
    phone: str
    about: str
    know_how: list[Tag]
    wants: list[LearningWish]
    # The fields that the reader may see, filled or not.
    shown: frozenset[str]
    is_own: bool

    @property
    def want_labels(self) -> list[str]:
        return [want.label for want in self.wants]

    @property
    def has_hidden_ways(self) -> bool:
        """Whether an address or a phone exists that the reader does not see."""
        return bool((self.member.email and not self.email) or (self.member.phone and not self.phone))


def profiles_of(members: Iterable[Member], user) -> list[Profile]:
    """Return the profiles of members whose live positions are loaded, as `user` reads them. Two queries."""
    members = list(members)
    shown = {member.pk: frozenset(field for field in FIELDS if shows(member, field, user)) for member in members}
    offering = [pk for pk, fields in shown.items() if "offers" in fields]
    know_hows: dict[int, list[Tag]] = {pk: [] for pk in offering}
    rows = KnowHow.objects.filter(member__in=offering).select_related("tag")
    for row in rows.order_by(Folded("tag__name")):
        know_hows[row.member_id].append(row.tag)
    wants = wishes_by_member(pk for pk, fields in shown.items() if "wants" in fields)
    return [
        Profile(
            member=member,
            email=("email" in shown[member.pk] and member.email) or "",
            phone=member.phone if "phone" in shown[member.pk] else "",
            about=member.about if member.pk in know_hows else "",
            know_how=know_hows.get(member.pk, []),
            wants=wants.get(member.pk, []),
            shown=shown[member.pk],
            is_own=member.pk == user.pk,
        )
        for member in members
    ]


def matching_members(user, query: str) -> QuerySet[Member]:
    """Return the members with each word of `query` in their name, their place, or what they show `user` of the rest."""
    offer = Concat(Value(" "), Folded("about"), output_field=TextField())
    offers_are_shown, wants_are_shown = shown_to(user, "offers"), shown_to(user, "wants")

    def of_offers_and_wants(word: str) -> Q:
        tag_name = Concat(Value(" "), Folded("tag__name"), output_field=TextField())
        known = KnowHow.objects.alias(words=tag_name).filter(words__contains=f" {word}").values("member")
        offers = Q(offer__contains=f" {word}") | Q(offer__contains=f"({word}") | Q(pk__in=known)
        return (offers & offers_are_shown) | (wishes_matching(word) & wants_are_shown)

    return Member.objects.visible_to(user).alias(offer=offer).matching(query, also=of_offers_and_wants)


# Name of a filter in the address → the members whom a value leaves.
NARROWINGS: Mapping[str, Callable[[QuerySet[Member], str, object], QuerySet[Member]]] = {
    TERRITORY: lambda members, slug, user: members.in_territories([slug]),
    KNOWS: lambda members, slug, user: members.filter(
        shown_to(user, "offers"), pk__in=KnowHow.objects.filter(tag__slug=slug).values("member")
    ),
    WANTS: lambda members, key, user: members.filter(shown_to(user, "wants"), wishes_condition(key)),
}


def narrow(members: QuerySet[Member], chosen: Mapping[str, str], user, *, besides: str = "") -> QuerySet[Member]:
    """Return the members whom the chosen values leave; the facet `besides` does not count."""
    for name, value in chosen.items():
        if value and name != besides:
            members = NARROWINGS[name](members, value, user)
    return members


def in_territories(members: QuerySet[Member]) -> QuerySet:
    """Return the slug, the name and the number of members of each territory that has some."""
    positions = Position.objects.live().filter(member__in=members.order_by().values("pk"))
    return (
        positions.annotate(
            slug=Coalesce("territory__slug", "epm__commune__territory__slug"),
            name=Coalesce("territory__name", "epm__commune__territory__name"),
        )
        .filter(slug__isnull=False)
        .order_by(Folded("name"))
        .values("slug", "name")
        .annotate(count=Count("member", distinct=True))
    )


def by_know_how(members: QuerySet[Member], reader: Member) -> QuerySet:
    """Return the slug and the name of what `members` know, with how many do, the most frequent first."""
    showing = members.filter(shown_to(reader, "offers")).order_by().values("pk")
    rows = KnowHow.objects.filter(member__in=showing).values_list("tag__slug", "tag__name")
    return rows.annotate(count=Count("pk")).order_by("-count", Folded("tag__name"))


def by_want(members: QuerySet[Member], reader: Member, source: LearningWishSource) -> QuerySet:
    return source.counted(members.filter(shown_to(reader, "wants")))


def everybody(reader: Member) -> QuerySet[Member]:
    return matching_members(reader, "")


EVERYBODY = PagedQuery(everybody, size=PAGE_SIZE, keeps_total=True)
IN_TERRITORIES = CachedQuery(lambda reader: in_territories(everybody(reader)))
BY_KNOW_HOW = CachedQuery(lambda reader: by_know_how(everybody(reader), reader))
BY_WANT = CachedQuery(lambda reader, source: by_want(everybody(reader), reader, source), shape=["source"])


class MembersFound:
    """The members that `user` finds by words and chosen values, and the counts beside them.

    The whole directory, which most people open, comes from compiled queries.
    """

    def __init__(self, user: Member, query: str, chosen: Mapping[str, str]) -> None:
        self.user, self.query, self.chosen = user, query, chosen
        self.is_whole = not query and not any(chosen.values())

    @cached_property
    def matching(self) -> QuerySet[Member]:
        """Those who match the words; not asked for the whole directory, where building the query costs the most."""
        return matching_members(self.user, self.query)

    @property
    def rows(self) -> QuerySet[Member] | PagedRows:
        return EVERYBODY.of(reader=self.user) if self.is_whole else narrow(self.matching, self.chosen, self.user)

    def _besides(self, facet: str) -> QuerySet[Member]:
        return narrow(self.matching, self.chosen, self.user, besides=facet)

    def territory_counts(self) -> tuple[dict[str, int], dict[str, str]]:
        """Return the number of members in each territory, and its name, by slug."""
        rows = IN_TERRITORIES.rows(reader=self.user) if self.is_whole else in_territories(self._besides(TERRITORY))
        return {row["slug"]: row["count"] for row in rows}, {row["slug"]: row["name"] for row in rows}

    def know_how_counts(self) -> tuple[dict[str, int], dict[str, str]]:
        """Return how many members know each thing, and its name, by slug: the most frequent, and the chosen one."""
        rows = BY_KNOW_HOW.rows(reader=self.user) if self.is_whole else by_know_how(self._besides(KNOWS), self.user)
        shown = [row for rank, row in enumerate(rows) if rank < MOST_VALUES or row[0] == self.chosen[KNOWS]]
        return {slug: count for slug, _, count in shown}, {slug: name for slug, name, _ in shown}

    def want_counts(self) -> tuple[dict[str, int], dict[str, str]]:
        """Return how many members want each thing, and its words, by key: the most wanted, and the chosen one."""
        rows = counted_wishes(self._want_rows)
        shown = [row for rank, row in enumerate(rows) if rank < MOST_VALUES or row[0].key == self.chosen[WANTS]]
        return {want.key: count for want, count in shown}, {want.key: want.label for want, _ in shown}

    def _want_rows(self, source: LearningWishSource) -> Iterable[tuple]:
        if self.is_whole:
            return BY_WANT.rows(reader=self.user, source=source)
        return by_want(self._besides(WANTS), self.user, source)
