"""Places that may be the same as the one being written: very near, or of nearly the same name and not far."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from patrimoine.sites.models import HeritagePlace
from reseau.places.distances import KILOMETRES_IN_A_DEGREE, kilometres_between, narrowing_at
from reseau.texts.accent_folding import fold

# Kilometres within which a place is shown whatever its name, then within which a like name is enough.
BESIDE, AROUND = 0.2, 6.0
LIKE = 82
# Words that stand in any name.
SMALL_WORDS = frozenset(
    ["l", "d", "a", "au", "aux", "de", "des", "du", "en", "et", "la", "le", "les", "sous", "sur", "un", "une"]
)
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Twin:
    place: HeritagePlace
    kilometres: float
    likeness: float

    @property
    def distance(self) -> str:
        """Return « à 150 m », « à 3,2 km »."""
        if self.kilometres < 1:
            return f"à {round(self.kilometres * 100) * 10}\u00a0m"
        return f"à {self.kilometres:.1f}\u00a0km".replace(".", ",")


def find_twins(user, *, name: str, latitude: float, longitude: float, but: int | None = None) -> list[Twin]:
    """Return the places that `user` may see and that look like the same, the likest first. One query.

    `but`: the key of the place itself.
    """
    reach = AROUND / KILOMETRES_IN_A_DEGREE
    width = reach / narrowing_at(latitude)
    around = HeritagePlace.objects.visible_to(user).filter(
        latitude__range=(latitude - reach, latitude + reach), longitude__range=(longitude - width, longitude + width)
    )
    twins = [_twin(place, name, latitude, longitude) for place in around.exclude(pk=but).select_related("commune")]
    twins = [twin for twin in twins if _looks_the_same(twin)]
    return sorted(twins, key=lambda twin: (-twin.likeness, twin.kilometres))[:SHOWN]


def _twin(place: HeritagePlace, name: str, latitude: float, longitude: float) -> Twin:
    likeness = fuzz.token_set_ratio(_telling(name), _telling(place.name))
    return Twin(place, kilometres_between((latitude, longitude), place.point), likeness)


def _telling(name: str) -> str:
    """Return the words of a name that tell it from another: « fontaine haute »."""
    return " ".join(word for word in fold(name).split() if word not in SMALL_WORDS)


def _looks_the_same(twin: Twin) -> bool:
    return twin.kilometres <= BESIDE or (twin.kilometres <= AROUND and twin.likeness >= LIKE)
