"""The commune that somebody types: by its name, its former name or its postcode, one slip of a letter forgiven.

A postcode is often that of several communes: all of them are then returned. A commune outside the Lot is recognised.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import QuerySet
from django.db.models.functions import Length
from rapidfuzz.distance import OSA

from reseau.places.models.commune import Commune, commune_has
from reseau.texts.accent_folding import words_to_find
from reseau.texts.wording import join_words

ELSEWHERE = Path(__file__).parents[1] / "data" / "communes_hors_du_lot.txt"
NATIONAL_MAP = "https://cartographie.societenumerique.gouv.fr/"
POSTCODE = re.compile("[0-9]{5}")
LOT = "46"
ARTICLES = ("le", "la", "les", "l")
# What follows the word that people keep of a long name.
LINKS = {"d", "de", "des", "du", "en", "la", "le", "les", "sous", "sur"}
# Letters of a name under which a slip is not forgiven: it would change the name too much.
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class NamedCommune:
    """What `words` name: one commune, the `choices` that a postcode or a slip leaves, or a commune outside the Lot."""

    words: str
    commune: Commune | None = None
    choices: tuple[Commune, ...] = ()
    is_elsewhere: bool = False

    @property
    def national_map(self) -> str:
        return NATIONAL_MAP

    @property
    def refusal(self) -> str:
        """The sentence of a form about words that name no commune alone. Empty if nothing is known of them."""
        if self.choices:
            names = join_words([commune.name for commune in self.choices])
            return (
                f"Plusieurs communes répondent à «\u00a0{self.words}\u00a0»\u00a0: écrivez le nom de la vôtre. {names}."
            )
        if self.is_elsewhere:
            return (
                f"«\u00a0{self.words}\u00a0» est hors du Lot. Les lieux du reste de la France sont sur {NATIONAL_MAP}"
            )
        return ""


def find_commune(words: str, *, forgives: Callable[[], bool] = lambda: True) -> NamedCommune:
    """Return what `words` name. One query, two if no commune is named so.

    `forgives` is asked, then only, whether one slip of a letter is forgiven: the words may name something else.
    """
    folded_words = words_to_find(words)
    codes = [word for word in folded_words if POSTCODE.fullmatch(word)]
    name = " ".join(word for word in folded_words if word not in codes)
    if any(not code.startswith(LOT) for code in codes):
        return NamedCommune(words, is_elsewhere=True)
    communes = Commune.objects.all()
    for code in codes:
        communes = communes.filter(commune_has(code))
    if not name:
        return _one_of(words, communes) if codes else NamedCommune(words)
    found = _best_match(communes, name)
    if name in names_elsewhere() and not (found and _has_whole_words(found, name)):
        return NamedCommune(words, is_elsewhere=True)
    if found or not forgives():
        return NamedCommune(words, found)
    close = [commune for commune in communes if _is_close(commune, name)]
    if close or codes:
        return _one_of(words, close or communes)
    return NamedCommune(words, is_elsewhere=name in first_words_elsewhere())


@cache
def names_elsewhere() -> frozenset[str]:
    """Return the names, without accents, of communes outside the Lot (`reseau/data/README.md`)."""
    return frozenset(ELSEWHERE.read_text(encoding="utf-8").splitlines())


@cache
def first_words_elsewhere() -> frozenset[str]:
    """Return how people shorten these names: « brive » for « brive la gaillarde »."""
    parts = (name.split() for name in names_elsewhere())
    return frozenset(first for first, *others in parts if others and others[0] in LINKS and len(first) >= SHORTEST_NAME)


def _one_of(words: str, communes: QuerySet[Commune] | list[Commune]) -> NamedCommune:
    choices = tuple(communes)
    return NamedCommune(words, choices[0]) if len(choices) == 1 else NamedCommune(words, choices=choices)


def _best_match(communes: QuerySet[Commune], name: str) -> Commune | None:
    """Return the commune that has each word of `name`: the shortest name, then the largest."""
    for word in name.split():
        communes = communes.filter(commune_has(word))
    return communes.order_by(Length("search_name"), "-population").first()


def _names_of(commune: Commune) -> list[str]:
    return [commune.search_name, *filter(None, commune.former_names.split(", "))]


def _has_whole_words(commune: Commune, name: str) -> bool:
    return any(set(name.split()) <= set(own.split()) for own in _names_of(commune))


def _is_close(commune: Commune, name: str) -> bool:
    """Return whether `name` is, but for one letter, a name of the commune or the first words of one."""
    words = _without_article(name)
    if len("".join(words)) < SHORTEST_NAME:
        return False
    typed = " ".join(words)
    for own in map(_without_article, _names_of(commune)):
        if any(OSA.distance(typed, " ".join(part)) <= 1 for part in (own, own[: len(words)])):
            return True
    return False


def _without_article(name: str) -> list[str]:
    words = name.split()
    return words[1:] if words[0] in ARTICLES else words
