"""A question parsed once for any engine: words, quoted phrases, excluded words, synonyms.

« "mot de passe" tablette -jeu » asks for the exact phrase and for tablettes, and excludes games.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from search.language.analysis import TOKEN, WEAK_WORDS, Word, number_forms, simple_words, words

MAX_UNITS = 16
# Weight of a synonym compared with the typed word, and of what a set only leads to.
SYNONYM_WEIGHT, LED_TO_WEIGHT = 0.7, 0.5
# Begins an expression that the others of its set find, and that does not find them: « Doctolib », « → rendez-vous ».
LEADS_TO = "→"

# A quoted part, or a run of other characters; a hyphen at the start of a word excludes it.
_PART = re.compile(
    r"(?P<out>(?<!\S)[-\u2212](?=[^\s\-]))?(?:[\"“«](?P<quoted>[^\"“”«»]+)[\"”»]|(?P<plain>[^\s\"“«]+|\S))"
)

# Sets of expressions with the same meaning, and what they lead to.
Synonyms = tuple[tuple[str, ...], ...]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to express a thing: all these words, anywhere; or next to each other, if it is a phrase.

    `is_literal`: the exact words, accents and capitals aside, without their families.
    """

    words: tuple[Word, ...]
    is_phrase: bool = False
    is_literal: bool = False
    weight: float = 1.0

    @property
    def content_words(self) -> tuple[Word, ...]:
        """The words that are no stop words."""
        return tuple(word for word in self.words if word.terms)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for, in any of `variants`: « wi-fi » is « wi » and « fi », or « wifi ».

    `is_weak`: a word by which people ask rather than what they ask for (« où trouver de l’aide… »). It ranks what has
    it, and nothing is missing without it.
    """

    variants: tuple[Variant, ...]
    is_weak: bool = False

    @property
    def single_word(self) -> Word | None:
        """The word, if the unit is a single word."""
        first = self.variants[0]
        return first.words[0] if len(first.words) == 1 and not first.is_literal else None


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """`included` is empty when there is nothing to search for. `least`: how many of the telling units a document has to
    have; all of them if it is 0. `is_of_the_rest`: those that have all of them are left out. `near`: ids of documents
    that answer without any word, the nearest in meaning first.
    """

    included: tuple[Unit, ...]
    excluded: tuple[Unit, ...] = ()
    least: int = 0
    is_of_the_rest: bool = False
    near: tuple[str, ...] = ()

    @property
    def telling(self) -> tuple[Unit, ...]:
        """The units that say what is wanted: all of them if they are all weak."""
        return tuple(unit for unit in self.included if not unit.is_weak) or self.included

    @property
    def weak(self) -> tuple[Unit, ...]:
        telling = self.telling
        return tuple(unit for unit in self.included if unit not in telling)

    @property
    def pairs(self) -> tuple[tuple[Word, Word], ...]:
        """The telling words that follow one another in the question."""
        words_in_order = [unit.single_word for unit in self.telling]
        return tuple(
            (one, other) for one, other in pairwise(words_in_order) if one and other and one.terms and other.terms
        )

    @property
    def needed(self) -> int:
        """The number of telling units that a document has to have."""
        return min(self.least or len(self.telling), len(self.telling))

    def asking_less(self) -> "SearchQuestion":
        """Return the question to which two thirds of what it tells are an answer."""
        return replace(self, least=-(-2 * len(self.telling) // 3))

    def asking_least(self) -> "SearchQuestion":
        """Return the question to which any part of what it tells is an answer."""
        return replace(self, least=1)

    @property
    def query_terms(self) -> frozenset[str]:
        """Stems of the included units, to mark in the results."""
        return frozenset(
            term for unit in self.included for variant in unit.variants for word in variant.words for term in word.terms
        )


@dataclass(frozen=True, slots=True)
class _Token:
    """The unit of a typed word or compound, and its key among the synonyms, empty for a stop word."""

    unit: Unit
    key: str


def parse_question(text: str, synonyms: Synonyms = ()) -> SearchQuestion:
    """Parse `text` into a question. Stop words count only when there is nothing else."""
    text = unicodedata.normalize("NFC", text)
    plain: list[_Token] = []
    included: list[Unit] = []
    excluded: list[Unit] = []
    for match in _PART.finditer(text):
        start, end = match.span("quoted" if match["quoted"] else "plain")
        phrase = _phrase(text, start, end) if match["quoted"] else []
        if phrase:
            (excluded if match["out"] else included).extend(phrase)
        elif match["out"]:
            excluded += [_excluded_unit(token.unit) for token in _tokens(text, start, end) if token.key]
        else:
            plain += _tokens(text, start, end)
    plain = _with_neighbours(plain, text)
    included += _with_synonyms([token for token in plain if token.key], _table(synonyms))
    stop_units = [token.unit for token in plain if not token.key]
    return SearchQuestion(tuple((included or stop_units)[:MAX_UNITS]), tuple(excluded[:MAX_UNITS]))


def replace_words(text: str, corrections: Mapping[Word, str]) -> str:
    """Return `text` with each word of `corrections` replaced."""
    text = unicodedata.normalize("NFC", text)
    for word in sorted(corrections, key=lambda word: word.start, reverse=True):
        text = text[: word.start] + corrections[word] + text[word.end :]
    return text


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in TOKEN.finditer(text, start, end):
        token_words = [_shift(word, match.start()) for word in words(match.group())]
        if not token_words:
            continue
        has_whole = len(token_words) > 1 and token_words[-1].position == token_words[0].position
        parts, compound = (token_words[:-1], token_words[-1:]) if has_whole else (token_words, [])
        content_words = tuple(word for word in parts if word.terms)
        variants = (Variant(content_words or tuple(parts)), *(Variant((word,)) for word in compound if content_words))
        last = token_words[-1]
        is_weak = len(token_words) == 1 and last.exact in WEAK_WORDS
        yield _Token(Unit(variants, is_weak), last.terms[-1] if last.terms and content_words else "")


def _with_neighbours(tokens: Sequence[_Token], text: str) -> list[_Token]:
    """Return the tokens, each also found where it makes one word with the next or the one before: « smart phone »."""
    joined: dict[int, list[Variant]] = {}
    for place, (first, second) in enumerate(pairwise(tokens)):
        one, other = first.unit.single_word, second.unit.single_word
        if one and other and first.key and second.key and text[one.end : other.start].isspace():
            # None for a word that is too long to be indexed.
            for whole in words(one.exact + other.exact):
                variant = Variant((replace(whole, start=one.start, end=other.end),))
                joined.setdefault(place, []).append(variant)
                joined.setdefault(place + 1, []).append(variant)
    return [
        replace(token, unit=replace(token.unit, variants=(*token.unit.variants, *joined.get(place, ()))))
        for place, token in enumerate(tokens)
    ]


def _shift(word: Word, by: int) -> Word:
    return Word(word.start + by, word.end + by, word.position, word.exact, word.terms)


def _phrase(text: str, start: int, end: int) -> list[Unit]:
    """Return the quoted words in their order and at their distances; nothing if they are all stop words."""
    in_order = tuple(_shift(word, start) for word in simple_words(text[start:end]))
    if not any(word.terms for word in in_order):
        return []
    return [Unit((Variant(in_order, is_phrase=True, is_literal=True),))]


def _excluded_unit(unit: Unit) -> Unit:
    """Return the excluded unit: the word with its plural or singular, not its family."""
    word = unit.single_word
    if word is None:
        return unit
    return Unit(tuple(Variant(tuple(simple_words(form)), is_literal=True) for form in number_forms(word.exact)))


def _with_synonyms(tokens: Sequence[_Token], table: Mapping[Key, tuple[Variant, ...]]) -> list[Unit]:
    """Return the units of `tokens`; an expression with synonyms, the longest first, makes one unit with all of them."""
    units: list[Unit] = []
    longest, at = max(map(len, table), default=0), 0
    while at < len(tokens):
        for length in range(min(longest, len(tokens) - at), 0, -1):
            expression = tokens[at : at + length]
            if variants := table.get(tuple(token.key for token in expression)):
                own_variants = expression[0].unit.variants if length == 1 else (_all_words(expression),)
                units.append(Unit((*own_variants, *variants)))
                at += length
                break
        else:
            units.append(tokens[at].unit)
            at += 1
    return units


def _all_words(tokens: Sequence[_Token]) -> Variant:
    return Variant(tuple(word for token in tokens for word in token.unit.variants[0].words))


@lru_cache(maxsize=4)
def _table(synonyms: Synonyms) -> Mapping[Key, tuple[Variant, ...]]:
    """Map the key of each typed expression to the variants of the other expressions of its set."""
    table: dict[Key, tuple[Variant, ...]] = {}
    for expressions in synonyms:
        found = [expression.removeprefix(LEADS_TO) for expression in expressions if expression.startswith(LEADS_TO)]
        led_to = tuple(variant for text in found for variant in _expression_variants(text, LED_TO_WEIGHT))
        typed = [expression for expression in expressions if not expression.startswith(LEADS_TO)]
        keys_by_expression = {expression: expression_key(expression) for expression in typed}
        for key in filter(None, keys_by_expression.values()):
            others = {other: text for text, other in keys_by_expression.items() if other and other != key}
            variants = (variant for text in others.values() for variant in _expression_variants(text, SYNONYM_WEIGHT))
            table[key] = (*table.get(key, ()), *variants, *led_to)
    return table


def expression_key(expression: str) -> Key:
    """Return the key by which two expressions are the same: their words without accents, plural or stop words."""
    text = unicodedata.normalize("NFC", expression)
    return tuple(token.key for token in _tokens(text, 0, len(text)) if token.key)


def _expression_variants(expression: str, weight: float) -> Iterable[Variant]:
    """Return the variants of an expression: a phrase for several words, those of the word or compound for one."""
    text = unicodedata.normalize("NFC", expression)
    tokens = list(_tokens(text, 0, len(text)))
    if len(tokens) == 1:
        return [Variant(variant.words, weight=weight) for variant in tokens[0].unit.variants]
    in_order = tuple(word for word in simple_words(text) if word.terms)
    return [Variant(in_order, is_phrase=True, weight=weight)]


def word_question(exact: str) -> SearchQuestion:
    """Return the question of a folded word as it is written, without its family."""
    word = Word(0, len(exact), 0, exact, (exact,))
    return SearchQuestion((Unit((Variant((word,), is_literal=True),)),))
