"""Kinds of event that a digest tells in their own words, first of all: the letter of a territory.

Apps list them in their module `declarations.tellers`, under `OF_DIGESTS`: the kind, and how an item of it is told.
"""

from collections.abc import Callable, Iterable
from functools import cache

from jobs.declared import declared

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
