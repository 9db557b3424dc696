"""Kinds of event that a digest tells in their own words, first of all: the letter of a territory.

A concept above registers how (`alertes.occasions.letters.told_letter`): a digest reads it when it leaves.
"""

from collections.abc import Callable, Iterable

from alertes.choices.kinds.kind import Kind

# An item of a digest → the parts of the mail (`alertes.channels.mails.html_part`).
Teller = Callable[..., Iterable]
_tellers: dict[str, Teller] = {}


def register_teller(kind: Kind, teller: Teller) -> None:
    _tellers[kind.name] = teller


def has_own_words(item) -> bool:
    return item.kind in _tellers


def own_words(items: Iterable) -> list:
    """Return what the items say, all of kinds with their own words."""
    return [part for item in items for part in _tellers[item.kind](item)]
