"""Sums of the ledger, by any group: what is promised, granted with its amendments, spent, justified, received."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum

from projets.portfolio.funding.enums import LineKind
from projets.portfolio.funding.models import FundingLine
from reseau.texts.wording import euros_in_words


@dataclass(frozen=True, slots=True)
class FundingSums:
    """Cents. `granted` counts the amendments."""

    promised: int = 0
    granted: int = 0
    spent: int = 0
    justified: int = 0
    recovered: int = 0

    def __add__(self, other: "FundingSums") -> "FundingSums":
        return FundingSums(*(mine + theirs for mine, theirs in zip(self.values, other.values, strict=True)))

    @property
    def values(self) -> tuple[int, ...]:
        return (self.promised, self.granted, self.spent, self.justified, self.recovered)

    @property
    def words(self) -> list[str]:
        return [euros_in_words(cents) for cents in self.values]

    @property
    def named_words(self) -> list[tuple[str, str]]:
        return list(zip(SUM_NAMES, self.words, strict=True))

    @property
    def beyond(self) -> int:
        """Cents spent beyond what is granted, 0 within."""
        return max(0, self.spent - self.granted)

    @property
    def beyond_words(self) -> str:
        return euros_in_words(self.beyond)

    @property
    def left_words(self) -> str:
        return euros_in_words(max(0, self.granted - self.spent))


SUM_NAMES = ("Promis", "Accordé", "Dépensé", "Justifié", "Encaissé")
COUNTED_AS = {LineKind.AMENDED: LineKind.GRANTED}


def sums_of(totals: Iterable[tuple[str, int]]) -> FundingSums:
    """Return the sums of (kind, cents)."""
    found: dict[str, int] = {}
    for kind, cents in totals:
        name = COUNTED_AS.get(LineKind(kind), LineKind(kind)).value
        found[name] = found.get(name, 0) + cents
    return FundingSums(**found)


def sums_by(lines: QuerySet[FundingLine], *paths: str) -> dict[tuple, FundingSums]:
    """Return the sums of `lines` for each group of these columns. One query, which adds in the database."""
    rows = lines.order_by().values_list(*paths, "kind").annotate(total=Sum("cents"))
    groups: dict[tuple, list[tuple[str, int]]] = {}
    for *key, kind, total in rows:
        groups.setdefault(tuple(key), []).append((kind, total))
    return {key: sums_of(totals) for key, totals in groups.items()}


@dataclass(frozen=True, slots=True)
class FundingRow:
    """A line of a board: what it is of, and its sums."""

    subject: object
    sums: FundingSums
    url: str = ""


@dataclass(frozen=True)
class FundingBoard:
    title: str
    rows: list[FundingRow] = field(default_factory=list)

    @property
    def total(self) -> FundingSums:
        return sum((row.sums for row in self.rows), FundingSums())

    def __iter__(self) -> Iterator[FundingRow]:
        return iter(self.rows)
