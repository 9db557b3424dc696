"""Kinds of event that people are told of, which each app declares in its `declarations/events.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from alertes.enums import NEVER_DECLINED, Matter, Rhythm
from jobs.declared import declared
from reseau.texts.wording import counted

# A kind of event: its sentence on the page of preferences, its rhythm by default, what it counts in a digest.
NAME_LENGTH = 40
# What a notice was about before kinds had a name.
UNNAMED = "unnamed"


def anybody(member) -> bool:
    return True


def reviewers(member) -> bool:
    """Those who review: coordinators and territorial animators."""
    return member.is_coordinator or member.is_territorial


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is stored, `forums.answer`: it never changes. `one` and `many` are counted in the subject of a digest.

    `rhythm`: that of its mails until the member chooses. `is_urgent`: sent at once, it leaves in quiet hours too.
    `is_mailed`: False for what is read on the site alone, and is no line of the preferences.
    `may_be_declined`: False for what always leaves, which the page of preferences says.
    `rhythms`: those that a member may choose.
    `reaches`: whether it may reach a member, hence is a line of their page.
    `facts`: the sources of the facts that its messages tell (`alertes.channels.facts`); without one, `lasting` says
    why nothing makes a message that waits false.
    """

    name: str
    matter: Matter
    sentence: str
    one: str
    many: str
    icon: str = "bell"
    rhythm: Rhythm = Rhythm.DAILY
    is_urgent: bool = False
    is_mailed: bool = True
    may_be_declined: bool = True
    reaches: Callable[..., bool] = anybody
    rhythms: tuple[Rhythm, ...] = tuple(Rhythm)
    facts: tuple[str, ...] = ()
    lasting: str = ""

    @property
    def may_name_learners(self) -> bool:
        """Whether its notices may name a learner, in their text or by the number in their address.

        A feed or a push, read without login, then tells the kind alone.
        """
        return self.matter is Matter.RECORDS or self.name == UNNAMED

    def counted(self, count: int) -> str:
        """« 0 réponse », « 1 réponse », « 3 réponses »."""
        return counted(count, self.one, self.many)


# Kinds of event that a digest tells in their own words, first of all: the letter of a territory.
#
# Apps list them in their module `declarations.tellers`, under `OF_DIGESTS`: the kind, and how an item of it is told.
# An item of a digest → the parts of the mail (`alertes.channels.mails.html_part`).
Teller = Callable[..., Iterable]


@cache
def _tellers() -> dict[str, Teller]:
    return {kind.name: teller for kind, teller in declared("tellers", "OF_DIGESTS")}


def has_own_words(item) -> bool:
    return item.kind in _tellers()


def own_words(items: Iterable) -> list:
    """Return what the items say, all of kinds with their own words."""
    return [part for item in items for part in _tellers()[item.kind](item)]


# The kinds of event of all apps: `KINDS` in `declarations.events` of each, in the order of `INSTALLED_APPS`.
@cache
def declared_kinds() -> dict[str, Kind]:
    """Return the kinds by name."""
    return {kind.name: kind for kind in declared("events", "KINDS")}


def kind_named(name: str, *, matter: str = Matter.TRAINING) -> Kind:
    """Return the kind; for one that is no longer declared, or a message without one, something to read and no more."""
    if kind := declared_kinds().get(name):
        return kind
    about = Matter(matter)
    may_be_declined = about not in NEVER_DECLINED
    return Kind(UNNAMED, about, about.label, "nouvelle", "nouvelles", is_mailed=False, may_be_declined=may_be_declined)


def kinds_of(member) -> list[Kind]:
    """Return the kinds of which `member` chooses the rhythm, in the order of their matters."""
    order = list(Matter)
    chosen = [kind for kind in declared_kinds().values() if kind.is_mailed and kind.may_be_declined]
    return sorted((kind for kind in chosen if kind.reaches(member)), key=lambda kind: order.index(kind.matter))


def always_sent_to(member) -> list[Kind]:
    """Return the kinds that may reach `member` and that nobody declines."""
    return [kind for kind in declared_kinds().values() if not kind.may_be_declined and kind.reaches(member)]


def kinds_about(matter: Matter) -> list[Kind]:
    return [kind for kind in declared_kinds().values() if kind.matter is matter and kind.may_be_declined]
