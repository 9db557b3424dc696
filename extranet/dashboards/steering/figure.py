"""A figure: the number of rows of a queryset, or a sum over them, with the row that lists each of them.

The board and the list read the same queryset, so that a figure and its list never disagree.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet, Subquery, Sum
from django.urls import reverse

from b2i.people.anonymity import hidden_cells
from extranet.dashboards.steering.query_counts import row_count, row_sum
from extranet.dashboards.steering.scope import Scope


class Section(StrEnum):
    """What a figure belongs to, in the order of the board."""

    WORKSHOPS = "Ateliers"
    TRAINING = "Formation"
    PLACES = "Lieux et personnes"
    LIBRARY = "Bibliothèque"
    RECORDS = "Livrets"
    FORUMS = "Entraide"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One thing that a figure counts; `url` is empty if the reader may not open it. `amount`: what it adds to a sum."""

    title: str
    url: str = ""
    facts: Sequence[str] = ()
    amount: int | None = None


class Figure:
    """`slug` is its address; `words`, after a number, singular then plural; `definition`, printed beside it.

    `is_dated`: counts what happened in the period, and compares with a year before. `is_late`: counts what should not
    wait, `is_about_period` if the period matters to it. `is_masked`: counts people whom the reader does not know, hence
    never fewer than five; `counts_people`: visitors read no such number either, whoever knows these people.
    `sum_of`: the column that is summed. `moment`: the column of `facts` that says when, `counted` the one that is
    counted, each value of it once a month; empty for a figure without a trend.
    """

    slug: str
    section: Section
    words: tuple[str, str]
    definition: str
    is_dated: bool = False
    is_late: bool = False
    is_about_period: bool = False
    is_masked: bool = False
    counts_people: bool = False
    sum_of: str = ""
    icon: str = "clock"
    moment: str = ""
    counted: str = "pk"
    has_trend: bool = True

    def __init_subclass__(cls) -> None:
        """Refuse a dated figure that does not say what dates it: its curve would fail when somebody asks for it."""
        if cls.is_dated and cls.has_trend and not cls.moment:
            raise TypeError(f"{cls.__name__} is dated: say which column is its moment.")

    def rows(self, scope: Scope) -> QuerySet:
        """Return what the figure counts."""
        raise NotImplementedError

    def facts(self, scope: Scope) -> QuerySet:
        """Return what dates the figure: its rows, unless one of them counts in several months."""
        return self.rows(scope)

    def listed(self, rows: QuerySet) -> QuerySet:
        """Join what the list shows, in its order."""
        raise NotImplementedError

    def row(self, counted) -> ListRow:
        """Return the row of the list about one object of `listed`."""
        raise NotImplementedError

    def hidden_territories(self, scope: Scope) -> Set[int]:
        """Return the keys of territories whose number is hidden, since it is small or reveals a small one."""
        return frozenset()

    def hidden_among(self, numbers: Mapping[int, int]) -> Set[int]:
        """Return the keys that are hidden, given the number of each territory of the network."""
        sections = {territory: {territory: (number,)} for territory, number in numbers.items()}
        return hidden_cells(sections).sections if self.is_masked else frozenset()

    def column(self, scope: Scope) -> Subquery:
        """Return the number as a column of another query."""
        rows = self.rows(scope)
        return row_sum(rows, self.sum_of) if self.sum_of else row_count(rows)

    def value(self, scope: Scope) -> int:
        """Return the number. One query."""
        rows = self.rows(scope)
        return rows.order_by().aggregate(amount=Sum(self.sum_of, default=0))["amount"] if self.sum_of else rows.count()

    def label(self, value: int) -> str:
        """Return the words that follow the number."""
        return self.words[value > 1]

    @property
    def title(self) -> str:
        return self.words[1][:1].upper() + self.words[1][1:]

    def url(self, scope: Scope) -> str:
        return reverse("board_figure", args=[self.slug]) + (f"?{query}" if (query := scope.query) else "")
