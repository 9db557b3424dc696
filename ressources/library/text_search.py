"""Words of the library's box, answered by the search of the site: the same sheets, in the same order."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ressources.sheets.models.sheet import Sheet
from search.engines.base import EngineUnavailableError
from search.questions.results.searcher import Searcher
from search.sources.documents import KIND
from search.sources.registry import sources


@dataclass(frozen=True, slots=True)
class FoundSheets:
    """Keys of sheets, best first.

    `widened`: only some of the words were found; `corrected`: the text searched instead.
    """

    keys: tuple[int, ...]
    widened: bool = False
    corrected: str = ""

    @property
    def condition(self) -> Q:
        return Q(pk__in=self.keys)

    def best_first(self, sheets: QuerySet) -> list[int]:
        """Return the keys of `sheets`, all found, from the best on."""
        keys = set(sheets.order_by().values_list("pk", flat=True))
        return [key for key in self.keys if key in keys]


def find_sheets(user, text: str) -> FoundSheets | None:
    """Return what the search of the site finds in the library; None while its engine cannot answer."""
    kinds = frozenset(source.kind for source in sources() if issubclass(source.model, Sheet))
    try:
        ranking = Searcher(user).ranking(text, {KIND: kinds})
    except EngineUnavailableError:
        return None
    return FoundSheets(tuple(map(int, ranking.keys)), ranking.widened, ranking.corrected)
