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

from reseau.texts.accent_folding import fold

SHORTEST_TO_MISTYPE = 4
SAME_NAMES = "même prénom et même nom"
SAME_FIRST_NAME_ALONE = "même prénom, sans nom de famille"
SAME_FIRST_NAME_AND_YEAR = "même prénom et même année de naissance"
SAME_INITIAL = "même prénom et même initiale"
SWAPPED = "prénom et nom inversés"
ALIKE = "nom qui se ressemble"


@lru_cache(maxsize=10_000)
def folded_name(name: str) -> str:
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
        return folded_name(self.first_name), folded_name(self.last_name)


def reasons(one: Identity, other: Identity) -> list[str]:
    """Return why two people may be one, the strongest reason first; an empty list when nothing suggests it.

    Two known and different years of birth speak against it, unless both names are identical.
    """
    years = one.birth_year, other.birth_year
    are_years_known = None not in years
    same_year = are_years_known and years[0] == years[1]
    likenesses = list(_name_reasons(one.names, other.names, same_year=same_year))
    if are_years_known and not same_year:
        return [f"{SAME_NAMES}, mais pas la même année de naissance"] if SAME_NAMES in likenesses else []
    if likenesses and same_year and SAME_FIRST_NAME_AND_YEAR not in likenesses:
        likenesses.append("même année de naissance")
    return likenesses


def _name_reasons(one: tuple[str, str], other: tuple[str, str], *, same_year: bool) -> Iterator[str]:
    (first_name, last_name), (other_first_name, other_last_name) = one, other
    same_first_name, have_last_names = first_name == other_first_name, bool(last_name and other_last_name)
    if same_first_name and last_name == other_last_name:
        yield SAME_NAMES if last_name else SAME_FIRST_NAME_ALONE
    elif have_last_names and first_name == other_last_name and last_name == other_first_name:
        yield SWAPPED
    elif same_first_name and _is_initial(last_name, other_last_name):
        yield SAME_INITIAL
    elif have_last_names and (
        (same_first_name and is_near(last_name, other_last_name))
        or (last_name == other_last_name and is_near(first_name, other_first_name))
    ):
        yield ALIKE
    if same_first_name and same_year and last_name != other_last_name:
        yield SAME_FIRST_NAME_AND_YEAR


def _is_initial(last_name: str, other_last_name: str) -> bool:
    """Whether one name is the initial of the other: « D » and « Delpech »."""
    shorter, longer = sorted((last_name, other_last_name), key=len)
    return len(shorter) == 1 and longer.startswith(shorter)


def is_near(one: str, other: str) -> bool:
    """Whether the names are equal or differ by one letter: added, replaced, or swapped with its neighbour."""
    if one == other:
        return True
    return min(len(one), len(other)) >= SHORTEST_TO_MISTYPE and OSA.distance(one, other, score_cutoff=1) <= 1


def similar_identities(person: Identity, others: Iterable[Identity]) -> list[tuple[Identity, list[str]]]:
    """Return those of `others` who may be `person`, each with the reasons."""
    return [(other, likenesses) for other in others if (likenesses := reasons(person, other))]


def similar_pairs(people: Iterable[Identity]) -> list[tuple[Identity, Identity, list[str]]]:
    """Return every pair of `people` who may be one person, in their order.

    Every reason requires a name in common, so only people who share a name are compared: thousands stay fast.
    """
    people = list(people)
    ranks_by_name = defaultdict(set)
    for rank, person in enumerate(people):
        for name in filter(None, person.names):
            ranks_by_name[name].add(rank)
    rank_pairs = {pair for ranks in ranks_by_name.values() for pair in combinations(sorted(ranks), 2)}
    pairs = ((people[one], people[other], reasons(people[one], people[other])) for one, other in sorted(rank_pairs))
    return [pair for pair in pairs if pair[2]]
