"""The board: figures with those of a year before, what waits, the trend by month, domains, territories."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from b2i.anonymity import MASKED
from b2i.learners.learner_counts import LearnerCounts, learner_counts
from extranet.steering.comparison import Change
from extranet.steering.figure import Figure, Section
from extranet.steering.figures.all_figures import FIGURES
from extranet.steering.query_counts import read_columns
from extranet.steering.scope import Scope, whole_year
from formation.annual_plan.models import DEFAULT_TARGET, AnnualPlan
from reseau.members.models.member import Member
from reseau.places.models.commune import Territory

# Columns of the table by territory.
BY_TERRITORY = ("epm-actifs", "ateliers", "participations", "livrets", "demi-journees")
KEY_FIGURES = ("ateliers", "participations", "epm-actifs")


@dataclass(frozen=True, slots=True)
class BoardFigure:
    """A figure in a scope: `value` now, `before` a year before (None if it is not dated).

    `is_hidden`, `is_hidden_before`: the number is about so few people that it would show them.
    """

    figure: Figure
    scope: Scope
    value: int
    before: int | None = None
    is_hidden: bool = False
    is_hidden_before: bool = False

    @classmethod
    def of(
        cls, figure: Figure, scope: Scope, value: int, counts: LearnerCounts, before: int | None = None
    ) -> "BoardFigure":
        """Hide what has to be. `counts`: the open records of the network."""
        return cls(
            figure,
            scope,
            value,
            before,
            is_hidden=figure.is_hidden(scope, value, counts),
            is_hidden_before=figure.is_hidden(scope, before or 0, counts),
        )

    @property
    def shown(self) -> str:
        return MASKED if self.is_hidden else grouped(self.value)

    @property
    def display(self) -> str:
        """The number in a table, « – » for nothing."""
        return self.shown if self.value else "–"

    @property
    def shown_before(self) -> str:
        """The number of a year before; empty if the figure is not dated."""
        if not self.before:
            return "" if self.before is None else "–"
        return MASKED if self.is_hidden_before else grouped(self.before)

    @property
    def label(self) -> str:
        return self.figure.label(self.value)

    @property
    def url(self) -> str:
        """Where its list stands; empty if there is nothing to list."""
        return self.figure.url(self.scope) if self.value and not self.is_hidden else ""

    @property
    def url_before(self) -> str:
        if not self.before or self.is_hidden_before:
            return ""
        return self.figure.url(self.scope.during(self.scope.period.a_year_before))

    @property
    def change(self) -> Change | None:
        """None where one of the two numbers is hidden."""
        if self.before is None or self.is_hidden or self.is_hidden_before:
            return None
        return Change(self.value, self.before)


@dataclass(frozen=True, slots=True)
class TerritoryLine:
    """A row of the table by territory; `change` is that of its workshops."""

    name: str
    cells: Sequence[BoardFigure]
    change: Change


@dataclass(frozen=True, slots=True)
class Promise:
    """The training promise of the year of the scope, in half-days, for the whole network."""

    target: int
    delivered: BoardFigure


@dataclass(frozen=True, slots=True)
class Board:
    """`counts`: the open records of the network, which tell what is hidden."""

    scope: Scope
    figures: dict[str, BoardFigure]
    counts: LearnerCounts

    def __getitem__(self, slug: str) -> BoardFigure:
        return self.figures[slug]

    @property
    def key_figures(self) -> list[BoardFigure]:
        return [self.figures[slug] for slug in KEY_FIGURES]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing has happened yet."""
        return not any(line.value for line in self.figures.values() if not line.figure.is_late)

    @property
    def delivered(self) -> BoardFigure:
        return self.figures["demi-journees"]

    @property
    def late(self) -> list[BoardFigure]:
        """What waits, without zeros."""
        return [line for line in self.figures.values() if line.figure.is_late and line.value]

    @property
    def sections(self) -> list[tuple[Section, list[BoardFigure]]]:
        """Figures by section, without those that wait."""
        lines = [line for line in self.figures.values() if not line.figure.is_late]
        return [(section, [line for line in lines if line.figure.section == section]) for section in Section]


def grouped(value: int) -> str:
    """« 7 940 », with a space that is never broken."""
    return f"{value:,}".replace(",", "\u202f")


def read_board(user: Member, scope: Scope) -> Board:
    """Compute every figure, then those of a year before. Three queries."""
    counts = learner_counts()
    values = read_columns(user, {column_of(slug): figure.column(scope) for slug, figure in FIGURES.items()})
    earlier = scope.during(scope.period.a_year_before)
    dated = {column_of(slug): figure.column(earlier) for slug, figure in FIGURES.items() if figure.is_dated}
    before = read_columns(user, dated)
    figures = {
        slug: BoardFigure.of(figure, scope, values[column_of(slug)], counts, before.get(column_of(slug)))
        for slug, figure in FIGURES.items()
    }
    return Board(scope, figures, counts)


def column_of(slug: str) -> str:
    """Return a name for a column of SQL."""
    return slug.replace("-", "_")


def promise_of(user: Member, scope: Scope) -> Promise:
    """Return the promise of the year in which the period ends. One query."""
    year = scope.period.last.year
    figure, year_scope = FIGURES["demi-journees"], Scope(whole_year(year))
    targets = AnnualPlan.objects.filter(year=year).order_by().values("target")[:1]
    columns = {"delivered": figure.column(year_scope), "target": Coalesce(Subquery(targets), DEFAULT_TARGET)}
    values = read_columns(user, columns)
    return Promise(values["target"], BoardFigure(figure, year_scope, values["delivered"]))


def territory_lines(user: Member, scope: Scope, territories: Sequence[Territory], board: Board) -> list[TerritoryLine]:
    """Return a row for each territory, then the whole. One query."""
    workshops = FIGURES["ateliers"]
    columns = {}
    for territory in territories:
        there = scope.only(territory)
        columns |= {f"{column_of(slug)}_{territory.pk}": FIGURES[slug].column(there) for slug in BY_TERRITORY}
        columns[f"before_{territory.pk}"] = workshops.column(there.during(scope.period.a_year_before))
    values = read_columns(user, columns)
    lines = [
        TerritoryLine(
            territory.name,
            [
                BoardFigure.of(
                    FIGURES[slug], scope.only(territory), values[f"{column_of(slug)}_{territory.pk}"], board.counts
                )
                for slug in BY_TERRITORY
            ],
            Change(values[f"{column_of('ateliers')}_{territory.pk}"], values[f"before_{territory.pk}"]),
        )
        for territory in territories
    ]
    return [*lines, TerritoryLine("Ensemble", [board[slug] for slug in BY_TERRITORY], board["ateliers"].change)]
