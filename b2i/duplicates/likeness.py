"""Comparison of two people by name and year of birth, with the reasons in words.

The site proposes and people decide: it never merges records by itself. Accents, capitals and hyphens are ignored. Names
of four letters or more that differ by one letter are alike; so are « Delpech » and « D. ».
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from reseau.accent_folding import fold

SHORTEST_TO_MISTYPE = 4
SAME_NAMES = "même prénom et même nom"
SAME_FIRST_NAME_ALONE = "même prénom, sans nom de famille"
SAME_FIRST_NAME_AND_YEAR = "même prénom et même année de naissance"
SAME_INITIAL = "même prénom et même initiale"
SWAPPED = "prénom et nom inversés"
ALIKE = "nom qui se ressemble"


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """Return the name without accents, capitals or dots."""
    return fold(name).replace(".", "")


@dataclass(frozen=True, slots=True)
class Identity:
    """Names as typed and year of birth, if known. `key` is the primary key of the learner, if there is one."""

    first_name: str
    last_name: str = ""
    birth_year: int | None = None
    key: int | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Folded first and last names."""
        return folded(self.first_name), folded(self.last_name)


def reasons(one: Identity, other: Identity) -> list[str]:
    """Return why two people may be one, the strongest reason first; an empty list when nothing suggests it.

    Two known and different years of birth speak against it, unless both names are identical.
    """
    years = one.birth_year, other.birth_year
    are_years_known = None not in years
    same_year = are_years_known and years[0] == years[1]
    found = list(_name_reasons(one.names, other.names, same_year=same_year))
    if are_years_known and not same_year:
        return [f"{SAME_NAMES}, mais pas la même année de naissance"] if SAME_NAMES in found else []
    if found and same_year and SAME_FIRST_NAME_AND_YEAR not in found:
        found.append("même année de naissance")
    return found


def _name_reasons(one: tuple[str, str], other: tuple[str, str], *, same_year: bool) -> Iterator[str]:
    (first, last), (other_first, other_last) = one, other
    same_first, have_last = first == other_first, bool(last and other_last)
    if same_first and last == other_last:
        yield SAME_NAMES if last else SAME_FIRST_NAME_ALONE
    elif have_last and first == other_last and last == other_first:
        yield SWAPPED
    elif same_first and _is_initial(last, other_last):
        yield SAME_INITIAL
    elif have_last and (
        (same_first and is_near(last, other_last)) or (last == other_last and is_near(first, other_first))
    ):
        yield ALIKE
    if same_first and same_year and last != other_last:
        yield SAME_FIRST_NAME_AND_YEAR


def _is_initial(last: str, other_last: str) -> bool:
    """Whether one name is the initial of the other: « D » and « Delpech »."""
    short, long = sorted((last, other_last), key=len)
    return len(short) == 1 and long.startswith(short)


def is_near(one: str, other: str) -> bool:
    """Whether the names are equal or differ by one letter: added, replaced, or swapped with its neighbour."""
    if one == other:
        return True
    return min(len(one), len(other)) >= SHORTEST_TO_MISTYPE and OSA.distance(one, other, score_cutoff=1) <= 1


def similar_identities(person: Identity, others: Iterable[Identity]) -> list[tuple[Identity, list[str]]]:
    """Return those of `others` who may be `person`, each with the reasons."""
    return [(other, found) for other in others if (found := reasons(person, other))]


def similar_pairs(people: Iterable[Identity]) -> list[tuple[Identity, Identity, list[str]]]:
    """Return every pair of `people` who may be one person, in their order.

    Every reason requires a name in common, so only people who share a name are compared: thousands stay fast.
    """
    people = list(people)
    sharing = defaultdict(set)
    for rank, person in enumerate(people):
        for name in filter(None, person.names):
            sharing[name].add(rank)
    close = {pair for ranks in sharing.values() for pair in combinations(sorted(ranks), 2)}
    found = ((people[one], people[other], reasons(people[one], people[other])) for one, other in sorted(close))
    return [pair for pair in found if pair[2]]
