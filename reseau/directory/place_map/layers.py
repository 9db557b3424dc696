"""Layers that members may put on the map; each app lists its own in its module `declarations.map_layers`.

A layer says one thing of each intercommunality: a level, which colours it, and words, which say the same in the table.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from jobs.declared import declared
from reseau.directory.place_map.areas import Area


@dataclass(frozen=True, slots=True)
class AreaValue:
    """`level`: rank in the legend. `short`: on the map; `words`: in the table; `details`: what is named there."""

    level: int
    short: str
    words: str
    details: str = ""


class MapLayer(ABC):
    """`slug`: in the address. `title`: on its button. `column`: over its words in the table. `definition`: what counts.

    `levels`: the words of the legend, at most four, from the least to the most.
    """

    slug: str
    title: str
    column: str
    definition: str
    levels: Sequence[str]

    @abstractmethod
    def values(self, areas: Sequence[Area]) -> Sequence[AreaValue]:
        """Return one value for each area, in their order. Two queries at most."""


def layers() -> list[MapLayer]:
    """Return the layers by the order of their titles."""
    return sorted(declared("map_layers", "LAYERS"), key=lambda layer: layer.title)


def find_layer(slug: str) -> MapLayer | None:
    return next((layer for layer in declared("map_layers", "LAYERS") if layer.slug == slug), None)


def level_of(value: float, bounds: Sequence[float]) -> int:
    """Return how many of the `bounds`, in rising order, `value` reaches."""
    return sum(value >= bound for bound in bounds)


SHARE_LEVELS = ("pas encore", "moins d’un sur quatre", "d’un sur quatre à la moitié", "la moitié ou plus")


def share_value(number: int, total: int, words: str) -> AreaValue:
    """Return « 3 sur 12 en poste », with a level of `SHARE_LEVELS`; `words`: what they are."""
    if not total:
        return AreaValue(0, "–", "rien à compter")
    if not number:
        return AreaValue(0, f"0/{total}", f"pas encore ({total}\u00a0{words})")
    level = 1 + level_of(number / total, (0.25, 0.5))
    return AreaValue(level, f"{number}/{total}", f"{number} sur {total}\u00a0{words}")
