"""A question parsed once for any engine: words, quoted phrases, excluded words, synonyms.

« "mot de passe" tablette -jeu » asks for the exact phrase and for tablettes, and excludes games.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.language.analysis import TOKEN, Word, number_forms, simple_words, words

MAX_UNITS = 16
# Weight of a synonym compared with the typed word.
SYNONYM_WEIGHT = 0.7

# A quoted part, or a run of other characters; a hyphen at the start of a word excludes it.
_PART = re.compile(
    r"(?P<out>(?<!\S)[-\u2212](?=[^\s\-]))?(?:[\"“«](?P<quoted>[^\"“”«»]+)[\"”»]|(?P<plain>[^\s\"“«]+|\S))"
)

# Sets of expressions with the same meaning.
Synonyms = tuple[tuple[str, ...], ...]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to express a thing: all these words, anywhere; or next to each other, if it is a phrase.

    `is_literal`: the exact words, accents and capitals aside, without their families.
    """

    words: tuple[Word, ...]
    is_phrase: bool = False
    is_literal: bool = False
    weight: float = 1.0

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words that are no stop words."""
        return tuple(word for word in self.words if word.terms)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for, in any of `ways`: « wi-fi » is « wi » and « fi », or « wifi »."""

    ways: tuple[Way, ...]

    @property
    def single_word(self) -> Word | None:
        """The word, if the unit is a single word."""
        first = self.ways[0]
        return first.words[0] if len(first.words) == 1 and not first.is_literal else None


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """`wanted` is empty when nothing can be looked for."""

    wanted: tuple[Unit, ...]
    excluded: tuple[Unit, ...] = ()

    @property
    def wanted_terms(self) -> frozenset[str]:
        """Stems to mark in what is found."""
        return frozenset(term for unit in self.wanted for way in unit.ways for word in way.words for term in word.terms)


@dataclass(frozen=True, slots=True)
class _Token:
    """The unit of a typed word or compound, and its key among the synonyms, empty for a stop word."""

    unit: Unit
    key: str


def parse_question(text: str, synonyms: Synonyms = ()) -> SearchQuestion:
    """Parse `text` into a question. Stop words count only when there is nothing else."""
    text = unicodedata.normalize("NFC", text)
    plain: list[_Token] = []
    wanted: list[Unit] = []
    excluded: list[Unit] = []
    for match in _PART.finditer(text):
        start, end = match.span("quoted" if match["quoted"] else "plain")
        phrase = _phrase(text, start, end) if match["quoted"] else []
        if phrase:
            (excluded if match["out"] else wanted).extend(phrase)
        elif match["out"]:
            excluded += [_left_out(token.unit) for token in _tokens(text, start, end) if token.key]
        else:
            plain += _tokens(text, start, end)
    wanted += _with_synonyms([token for token in plain if token.key], _table(synonyms))
    hollow = [token.unit for token in plain if not token.key]
    return SearchQuestion(tuple((wanted or hollow)[:MAX_UNITS]), tuple(excluded[:MAX_UNITS]))


def replace_words(text: str, corrections: Mapping[Word, str]) -> str:
    """Return `text` with each word of `corrections` replaced."""
    text = unicodedata.normalize("NFC", text)
    for word in sorted(corrections, key=lambda word: word.start, reverse=True):
        text = text[: word.start] + corrections[word] + text[word.end :]
    return text


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in TOKEN.finditer(text, start, end):
        found = [_moved(word, match.start()) for word in words(match.group())]
        if not found:
            continue
        has_whole = len(found) > 1 and found[-1].position == found[0].position
        parts, whole = (found[:-1], found[-1:]) if has_whole else (found, [])
        telling = tuple(word for word in parts if word.terms)
        ways = (Way(telling or tuple(parts)), *(Way((word,)) for word in whole if telling))
        last = found[-1]
        yield _Token(Unit(ways), last.terms[-1] if last.terms and telling else "")


def _moved(word: Word, by: int) -> Word:
    return Word(word.start + by, word.end + by, word.position, word.exact, word.terms)


def _phrase(text: str, start: int, end: int) -> list[Unit]:
    """Return the quoted words in their order and at their distances; nothing if they are all stop words."""
    in_order = tuple(_moved(word, start) for word in simple_words(text[start:end]))
    if not any(word.terms for word in in_order):
        return []
    return [Unit((Way(in_order, is_phrase=True, is_literal=True),))]


def _left_out(unit: Unit) -> Unit:
    """Return the excluded unit: the word with its plural or singular, not its family."""
    word = unit.single_word
    if word is None:
        return unit
    return Unit(tuple(Way(tuple(simple_words(form)), is_literal=True) for form in number_forms(word.exact)))


def _with_synonyms(tokens: Sequence[_Token], table: Mapping[Key, tuple[Way, ...]]) -> list[Unit]:
    """Return the units of `tokens`; an expression with synonyms, the longest first, makes one unit with all of them."""
    units: list[Unit] = []
    longest, at = max(map(len, table), default=0), 0
    while at < len(tokens):
        for length in range(min(longest, len(tokens) - at), 0, -1):
            expression = tokens[at : at + length]
            if ways := table.get(tuple(token.key for token in expression)):
                own_ways = expression[0].unit.ways if length == 1 else (_all_words(expression),)
                units.append(Unit((*own_ways, *ways)))
                at += length
                break
        else:
            units.append(tokens[at].unit)
            at += 1
    return units


def _all_words(tokens: Sequence[_Token]) -> Way:
    return Way(tuple(word for token in tokens for word in token.unit.ways[0].words))


@lru_cache(maxsize=4)
def _table(synonyms: Synonyms) -> Mapping[Key, tuple[Way, ...]]:
    """Map the key of each expression to the ways of the other expressions of its set."""
    table: dict[Key, tuple[Way, ...]] = {}
    for expressions in synonyms:
        keyed = {expression: expression_key(expression) for expression in expressions}
        for key in keyed.values():
            others = {other: text for text, other in keyed.items() if other and other != key}
            ways = tuple(way for text in others.values() for way in _expression_ways(text))
            if key:
                table[key] = (*table.get(key, ()), *ways)
    return table


def expression_key(expression: str) -> Key:
    """Return the key by which two expressions are the same: their words without accents, plural or stop words."""
    text = unicodedata.normalize("NFC", expression)
    return tuple(token.key for token in _tokens(text, 0, len(text)) if token.key)


def _expression_ways(expression: str) -> Iterable[Way]:
    """Return the ways of an expression: a phrase for several words, those of the word or compound for one."""
    text = unicodedata.normalize("NFC", expression)
    tokens = list(_tokens(text, 0, len(text)))
    if len(tokens) == 1:
        return [Way(way.words, weight=SYNONYM_WEIGHT) for way in tokens[0].unit.ways]
    in_order = tuple(word for word in simple_words(text) if word.terms)
    return [Way(in_order, is_phrase=True, weight=SYNONYM_WEIGHT)]
