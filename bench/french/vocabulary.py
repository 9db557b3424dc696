"""The words, read from the lists of this folder: nouns by field with their gender, adjectives, verbs, adverbs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.french.inflection import Verb, agreements, first_group, irregular, phrase_plural, second_group, third_group
from reseau.texts.elision import elides

FOLDER = Path(__file__).parent
GENERAL = "général"
WORD = re.compile(r"[^\W\d_]+")

_BEFORE_THE_NOUN = frozenset(
    [
        "petit",
        "grand",
        "bon",
        "mauvais",
        "beau",
        "nouveau",
        "vieux",
        "jeune",
        "gros",
        "long",
        "premier",
        "dernier",
        "autre",
        "même",
        "joli",
        "second",
        "double",
    ]
)
_BEFORE_A_VOWEL = {"beau": "bel", "nouveau": "nouvel", "vieux": "vieil"}


@dataclass(frozen=True, slots=True)
class Noun:
    singular: str
    plural: str
    is_feminine: bool

    @property
    def forms(self) -> tuple[str, ...]:
        return self.singular, self.plural


@dataclass(frozen=True, slots=True)
class Adjective:
    """`forms`: masculine and feminine, then their plurals."""

    forms: tuple[str, str, str, str]
    goes_before: bool

    def agreed(self, *, is_feminine: bool, is_plural: bool, before: str = "") -> str:
        masculine = self.forms[0]
        if before and not is_feminine and not is_plural and elides(before):
            return _BEFORE_A_VOWEL.get(masculine, masculine)
        return self.forms[is_feminine + 2 * is_plural]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    nouns: dict[str, tuple[Noun, ...]]
    adjectives: dict[str, tuple[Adjective, ...]]
    verbs: tuple[Verb, ...]
    adverbs: tuple[str, ...]

    def words(self) -> frozenset[str]:
        """Every form of every word."""
        spoken = (*self._inflected(), *self.adverbs)
        return frozenset(word.lower() for form in spoken for word in WORD.findall(form))

    def _inflected(self) -> Iterator[str]:
        for words in (*self.nouns.values(), *self.adjectives.values(), self.verbs):
            for word in words:
                yield from word.forms


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary(
        nouns={field: tuple(_nouns(lines)) for field, lines in _sections("nouns")},
        adjectives={
            field: tuple(Adjective(agreements(word), word in _BEFORE_THE_NOUN) for word in " ".join(lines).split())
            for field, lines in _sections("adjectives")
        },
        verbs=tuple(verb for group, lines in _sections("verbs") for verb in _verbs(group, lines)),
        adverbs=tuple(word.replace("_", " ") for _, lines in _sections("adverbs") for word in " ".join(lines).split()),
    )


def _sections(name: str) -> Iterator[tuple[str, list[str]]]:
    """The lines under each heading of `<name>.txt`."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for section in text.split("# ")[1:]:
        heading, *lines = section.strip().split("\n")
        yield heading.partition(":")[0], lines


def _nouns(lines: list[str]) -> Iterator[Noun]:
    for line in lines:
        gender, *words = line.split()
        for word in words:
            parts = word.split("_")
            yield Noun(" ".join(parts), " ".join(phrase_plural(parts)), gender == "f")


def _verbs(group: str, lines: list[str]) -> Iterator[Verb]:
    regular = {"er": first_group, "ir": second_group, "re": third_group}
    for line in lines:
        if group == "irregular":
            yield irregular(*line.split())
        else:
            yield from map(regular[group], line.split())
