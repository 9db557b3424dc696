"""The people whom an address chooses: `?parmi=sexe:femme&parmi=age:jeune,adulte`, two variables at most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode

from enquetes.design.variables.variable import Variable
from enquetes.findings.crossing.populations import CategoryFilter
from reseau.texts.wording import join_words

AMONG, MOST_FILTERS = "parmi", 2


@dataclass(frozen=True, slots=True)
class ChosenPeople:
    """One filter of the address. `value`: as the address bears it."""

    filter: CategoryFilter
    value: str

    @property
    def words(self) -> str:
        variable = self.filter.variable
        labels = [f"«\u00a0{each.wording}\u00a0»" for each in variable.categories if each.key in self.filter.keys]
        return f"{variable.wording} {join_words(labels)}"


def read_chosen(values: Iterable[str], variables: Sequence[Variable]) -> list[ChosenPeople]:
    """Read the filters of an address. Those that say nothing are ignored, so are a third one and a variable twice."""
    by_code = {variable.code: variable for variable in variables}
    chosen: dict[str, ChosenPeople] = {}
    for value in values:
        code, _, rest = value.partition(":")
        variable, codes = by_code.get(code), set(rest.split(","))
        kept = [each for each in variable.categories if each.code in codes] if variable else []
        if kept and code not in chosen and len(chosen) < MOST_FILTERS:
            keys = frozenset(each.key for each in kept)
            plain = f"{code}:{','.join(each.code for each in kept)}"
            chosen[code] = ChosenPeople(CategoryFilter(variable, keys), plain)
    return list(chosen.values())


def query_of(chosen: Iterable[ChosenPeople]) -> str:
    """Return the part of an address that chooses these people."""
    return urlencode([(AMONG, each.value) for each in chosen])
