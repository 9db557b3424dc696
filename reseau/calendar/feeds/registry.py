"""Feeds: each app lists in its module `declarations.feed_sources` what it has to tell, public or not."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from jobs.declared import declared
from reseau.web.identifier_domain import identifier_domain

# What a feed reader gets at once: older entries are in the lists of the site.
MOST = 30


def tag_uri(name: str) -> str:
    """Return an identifier that no other site gives and that never changes (RFC 4151): « tag:…,2026:topic-12 »."""
    return f"tag:{identifier_domain()},2026:{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry: `uid` never changes (`tag_uri`, or « urn:uuid:… »); `url` is a path of the site; texts are plain."""

    uid: str
    title: str
    url: str
    published: datetime
    updated: datetime
    summary: str = ""
    author: str = ""
    rights: str = ""
    categories: tuple[str, ...] = ()


class FeedSource(ABC):
    """One feed. `name` stands in its address and never changes; `page` is the name of the address of its list.

    `is_public`: the same for everybody; otherwise each member has their own, at an address of theirs.
    """

    name: str
    title: str
    subtitle: str
    page: str
    is_public: bool = True
    rights: str = ""

    @property
    def uid(self) -> str:
        return tag_uri(f"flux/{self.name}")

    @property
    def address(self) -> str:
        """The path of a public feed."""
        return reverse("reseau:public_feed", args=[self.name])

    @property
    def page_address(self) -> str:
        """The path of its list."""
        return reverse(self.page)

    @abstractmethod
    def entries(self, user) -> Iterable[FeedEntry]:
        """Return what `user` may read today, the latest first, `MOST` at most. The number of queries is constant."""


def feed_sources(*, is_public: bool) -> list[FeedSource]:
    """Return the public feeds, or those of a member, in the order of their titles."""
    sources = [each for each in declared("feed_sources", "SOURCES") if each.is_public is is_public]
    return sorted(sources, key=lambda source: source.title)


def feed_named(name: str, *, is_public: bool) -> FeedSource | None:
    return next((each for each in feed_sources(is_public=is_public) if each.name == name), None)
