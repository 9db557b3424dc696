"""What letters may tell, as apps list it in their module `declarations.letter_lines`: open questions, new sheets…

class OpenQuestions(LetterSection):
    name = "questions"
    title = "Des questions attendent une réponse"
    order = 10

    def facts(self, *, territory, reader, week):
        for topic in Topic.objects.visible_to(reader).unanswered()[:MOST]:
            yield LetterFact(key=f"topic:{topic.pk}", text=topic.title, details="…", url=topic.get_absolute_url())


SECTIONS = (OpenQuestions(),)
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from alertes.occasions.letters.territory_reader import TerritoryReader
from alertes.occasions.letters.weeks import Week
from jobs.declared import declared
from reseau.places.models.commune import Territory

# A letter is read in two minutes: the rest is in the lists of the site.
MOST = 6


@dataclass(frozen=True, slots=True)
class LetterFact:
    """One thing to read: `key` names its object (`topic:12`), once in a letter; `url` is a path of the site."""

    key: str
    text: str
    url: str
    details: str = ""


class LetterSection(ABC):
    """One kind of facts. `name` is stored, it never changes; sections stand by their `order`."""

    name: str
    title: str
    order: int

    @abstractmethod
    def facts(self, *, territory: Territory, reader: TerritoryReader, week: Week) -> Iterable[LetterFact]:
        """Return what any member of the territory may read, what counts most first: the `reader` sees no more."""


def sections() -> list[LetterSection]:
    return sorted(declared("letter_lines", "SECTIONS"), key=lambda section: section.order)
