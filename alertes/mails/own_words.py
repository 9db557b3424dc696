"""Kinds of event that a digest tells in their own words, first of all: the letter of a territory.

A concept above registers how (`alertes.letters.told_letter`): a digest reads it when it leaves.
"""

from collections.abc import Callable, Iterable, Iterator

from alertes.kinds.kind import Kind
from alertes.mails.html_part import MailPart
from alertes.mails.models.mail_item import MailItem

Teller = Callable[[MailItem], Iterable[MailPart]]
_tellers: dict[str, Teller] = {}


def register_teller(kind: Kind, teller: Teller) -> None:
    _tellers[kind.name] = teller


def has_own_words(item: MailItem) -> bool:
    return item.kind in _tellers


def own_words(items: Iterable[MailItem]) -> list[MailPart]:
    """Return what the items say, those that have their own words."""
    return [part for item in items for part in _tellers[item.kind](item)]


def as_text(parts: Iterable[MailPart]) -> str:
    """Return the same in plain text: titles in capitals, addresses under what they lead to."""
    return "\n\n".join("\n".join(_lines(part)) for part in parts)


def _lines(part: MailPart) -> Iterator[str]:
    if part.title:
        yield part.title.upper()
    if part.is_entry:
        yield from filter(None, (f"{part.text}{part.label}", part.note, part.url))
    elif part.text:
        yield part.text
