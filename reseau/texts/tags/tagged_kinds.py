"""What bears tags, as each app lists it in its module `declarations.tagged_kinds`."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from jobs.declared import declared
from reseau.texts.accent_folding import fold
from reseau.texts.tags.models import Tag, TagAlias

SUGGESTED = 8


class TaggedKind(ABC):
    """A kind of object that bears tags."""

    @abstractmethod
    def links(self, user) -> QuerySet:
        """Return the rows that join a `tag` to an object that `user` sees."""

    @abstractmethod
    def counted(self, count: int) -> str:
        """« 3 fiches »."""

    @abstractmethod
    def url(self, tag: Tag) -> str:
        """Return the address of the list of the objects of `tag`."""


@dataclass(frozen=True, slots=True)
class TagUse:
    """What bears a tag, for a person: « 3 fiches », and where to read them."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class SuggestedTag:
    """`merged`: the merged word that was typed, which leads to the tag."""

    name: str
    merged: str = ""


def tagged_kinds() -> tuple[TaggedKind, ...]:
    return declared("tagged_kinds", "KINDS")


def seen_tags(user) -> QuerySet[Tag]:
    """Return the tags of what `user` sees: the others could name what is kept from them."""
    conditions = (Q(pk__in=kind.links(user).order_by().values("tag")) for kind in tagged_kinds())
    return Tag.objects.filter(reduce(or_, conditions, Q(pk__in=())))


def seen_among(user, tags: Iterable[int]) -> QuerySet[Tag]:
    """Return those of `tags` that `user` sees. Each is looked up by itself: the links of all sheets are many."""
    conditions = (Exists(kind.links(user).order_by().filter(tag=OuterRef("pk"))) for kind in tagged_kinds())
    return Tag.objects.filter(reduce(or_, conditions, Q(pk__in=())), pk__in=tags)


def find_tag(user, slug: str) -> Tag | None:
    """Return the tag at an address, or the one that replaced it, if `user` sees something that bears it."""
    at_address = Q(slug=slug) | Q(aliases__slug=slug)
    return seen_tags(user).filter(at_address).order_by(Case(When(slug=slug, then=0), default=1), "pk").first()


def uses_of(tag: Tag, user, *, besides: type[TaggedKind]) -> list[TagUse]:
    """Return what else than `besides` bears `tag`, of what `user` sees. One query for each kind."""
    others = [kind for kind in tagged_kinds() if type(kind) is not besides]
    counts = [(kind, kind.links(user).filter(tag=tag).count()) for kind in others]
    return [TagUse(kind.counted(count), kind.url(tag)) for kind, count in counts if count]


def used_names(user) -> list[str]:
    """Return the names of the tags of what `user` sees, the most used first. One query."""
    rows = [kind.links(user).order_by().values_list("tag__name").annotate(Count("pk")) for kind in tagged_kinds()]
    counts: Counter[str] = Counter()
    for name, count in rows[0].union(*rows[1:], all=True) if rows else ():
        counts[name] += count
    return sorted(counts, key=lambda name: (-counts[name], fold(name)))


def suggest_tags(user, text: str) -> list[SuggestedTag]:
    """Return the tags that `user` sees with a word that begins like `text`; a merged word leads to its tag."""
    text = fold(text)
    if not text:
        return []
    names = used_names(user)
    found = {name: SuggestedTag(name) for name in names if _begins(name, text)}
    for merged, name in TagAlias.objects.values_list("name", "tag__name"):
        if _begins(merged, text) and name in names:
            found.setdefault(name, SuggestedTag(name, merged))
    # What begins with the text stands before what holds it further.
    return sorted(found.values(), key=lambda tag: not fold(tag.merged or tag.name).startswith(text))[:SUGGESTED]


def current_names(names: Iterable[str], user) -> dict[str, str]:
    """Return the merged words among these → the tag that `user` finds instead. One query."""
    by_key = {name.casefold(): name for name in names}
    tags_at_address = Tag.objects.filter(slug=OuterRef("slug"))
    aliases = TagAlias.objects.filter(~Exists(tags_at_address), key__in=by_key, tag__in=seen_tags(user))
    return {by_key[key]: name for key, name in aliases.values_list("key", "tag__name")}


def _begins(name: str, text: str) -> bool:
    """Say whether `name`, or one of its words, begins with `text`, which is folded."""
    name = fold(name)
    return name.startswith(text) or f" {text}" in name
