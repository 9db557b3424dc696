"""Which places of the directory a row may be about, and why: identifier, SIRET, name, distance.

`rapidfuzz` compares names, once the name of the commune and little words are left out of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from reseau.directory.place_import.place_rows import PlaceRow
from reseau.places.distances import kilometres_between
from reseau.places.models.commune import Commune
from reseau.texts.accent_folding import fold

NEAR_KM = 0.3
# Of 100: a name written otherwise, a name that is likely the same, one that is nearly so.
AKIN, ALIKE, VERY_ALIKE = 50, 80, 90
LITTLE_WORDS = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"])


@dataclass(frozen=True)
class KnownPlace:
    """A place to compare with: `key` of the directory, or the number of an earlier row of the file."""

    key: int
    name: str
    slug: str
    pivot: str
    commune_id: str
    commune_name: str
    point: tuple[float, float] | None

    @cached_property
    def folded(self) -> str:
        return fold(self.name)

    @cached_property
    def own_words(self) -> str:
        """What tells this place from others of its commune: « mediatheque » for « Médiathèque de Gramat »."""
        left_out = LITTLE_WORDS | set(fold(self.commune_name).split())
        return " ".join(word for word in self.folded.split() if word not in left_out) or self.folded


@dataclass(frozen=True, slots=True)
class Lookalike:
    """`is_sure`: the row is about this place; otherwise a person decides. `reasons` in French."""

    place: KnownPlace
    is_sure: bool
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        return ", ".join(self.reasons)


def known_place_of(row: PlaceRow, commune: Commune) -> KnownPlace:
    return KnownPlace(row.number, row.name, row.identifier, row.pivot, commune.pk, commune.name, row.point)


class KnownPlaces:
    """Places by what may tie a row to them. `identifiers`: of earlier imports, with the keys of their places."""

    def __init__(self, places: Iterable[KnownPlace] = (), identifiers: Iterable[tuple[str, int]] = ()) -> None:
        self.by_key: dict[int, KnownPlace] = {}
        self.by_slug: dict[str, KnownPlace] = {}
        self.by_pivot: dict[str, list[KnownPlace]] = defaultdict(list)
        self.by_commune: dict[str, list[KnownPlace]] = defaultdict(list)
        self.identifiers: dict[str, set[int]] = defaultdict(set)
        for place in places:
            self.add(place)
        for identifier, key in identifiers:
            self.identifiers[identifier].add(key)

    def add(self, place: KnownPlace) -> None:
        self.by_key[place.key] = self.by_slug[place.slug] = place
        self.by_commune[place.commune_id].append(place)
        if place.pivot:
            self.by_pivot[place.pivot].append(place)

    def lookalikes(self, row: KnownPlace) -> list[Lookalike]:
        """Return the places that `row` may be about, the surest first."""
        found = [Lookalike(place, *_judge(row, place, self._has_identifier(row, place))) for place in self._pool(row)]
        return sorted((each for each in found if each.reasons), key=lambda each: (not each.is_sure, -len(each.reasons)))

    def _pool(self, row: KnownPlace) -> Iterator[KnownPlace]:
        pool = {place.key: place for place in self.by_commune[row.commune_id]}
        pool |= {place.key: place for place in self.by_pivot.get(row.pivot, ())}
        pool |= {key: self.by_key[key] for key in self.identifiers.get(row.slug, ()) if key in self.by_key}
        if row.slug in self.by_slug:
            pool[self.by_slug[row.slug].key] = self.by_slug[row.slug]
        yield from pool.values()

    def _has_identifier(self, row: KnownPlace, place: KnownPlace) -> bool:
        return row.slug == place.slug or place.key in self.identifiers.get(row.slug, ())


def _judge(row: KnownPlace, place: KnownPlace, has_identifier: bool) -> tuple[bool, tuple[str, ...]]:
    """Return whether `place` is surely that of `row`, and why it may be."""
    in_commune = row.commune_id == place.commune_id
    has_pivot = bool(row.pivot) and row.pivot == place.pivot
    has_name = in_commune and row.folded == place.folded
    likeness = fuzz.token_set_ratio(row.own_words, place.own_words)
    away = kilometres_between(row.point, place.point) if row.point and place.point else None
    is_near = away is not None and away <= NEAR_KM
    reasons = []
    if has_identifier:
        reasons.append("même identifiant")
    if has_pivot and (in_commune or is_near):
        reasons.append("même SIRET" if row.pivot.isdigit() else "même numéro RNA")
    if has_name:
        reasons.append("même nom et même commune")
    elif is_near and likeness >= ALIKE:
        reasons.append(f"à {_metres(away)}, nom proche")
    elif in_commune and likeness >= VERY_ALIKE:
        reasons.append("même commune, nom proche")
    is_sure = (
        has_name
        or (has_identifier and in_commune and (has_pivot or likeness >= AKIN))
        or (has_pivot and is_near and likeness >= AKIN)
    )
    return is_sure, tuple(reasons)


def _metres(kilometres: float) -> str:
    return f"{round(kilometres * 1000, -1):.0f}\u00a0m"
