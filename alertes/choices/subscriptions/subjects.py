"""Kinds of subject that people follow: apps list them in `declarations.followed_subjects`, alertes knows none."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from jobs.declared import declared
from reseau.texts.accent_folding import fold

TAG = "tag"


@dataclass(frozen=True, slots=True)
class FollowedObject:
    """What a subject is, for somebody who may read it: its title, and a path of the site."""

    title: str
    url: str


class SubjectKind(ABC):
    """`name` comes before the key in a subject, `topic:12`. `words`: « ce sujet »; `heading`: « Sujets ».

    `news` says what its followers are told, after « Vous saurez ».
    """

    name: str
    words: str
    heading: str
    icon: str
    news: str

    @abstractmethod
    def visible_objects(self, user, keys: Collection[str]) -> dict[str, FollowedObject]:
        """Return those of `keys` that `user` may read, each with what it is. One query."""


def declared_subject_kinds() -> dict[str, SubjectKind]:
    """Return the kinds by name, in the order of the page that lists them."""
    kinds = sorted(declared("followed_subjects", "KINDS"), key=lambda kind: kind.heading)
    return {kind.name: kind for kind in kinds}


def split_subject(subject: str) -> tuple[str, str]:
    """« topic:12 » → its kind and its key."""
    name, _, key = subject.partition(":")
    return name, key


def visible_subjects(user, subjects: Iterable[str]) -> dict[str, FollowedObject]:
    """Return those of `subjects` that `user` may read, each with what it is. One query for each kind."""
    keys: dict[str, list[str]] = {}
    for subject in subjects:
        name, key = split_subject(subject)
        keys.setdefault(name, []).append(key)
    kinds = declared_subject_kinds()
    return {
        f"{name}:{key}": found
        for name in keys
        if name in kinds
        for key, found in kinds[name].visible_objects(user, keys[name]).items()
    }


def numbers(keys: Iterable[str]) -> list[int]:
    """Return the keys that are those of rows: an address may hold anything."""
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 16]


def tag_subject(name: str) -> str:
    """Return the subject of a tag, whether a sheet or a topic bears it: `tag:reemploi`; empty for signs alone."""
    key = slugify(fold(name))[:100]
    return f"{TAG}:{key}" if key else ""


def tag_subjects(names: Iterable[str]) -> list[str]:
    return [subject for name in names if (subject := tag_subject(name))]
