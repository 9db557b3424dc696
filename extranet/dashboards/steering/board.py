"""The board: figures with those of a year before, what waits, the trend by month, domains, territories."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from b2i.people.anonymity import MASKED, SMALLEST_GROUP, masked_count
from extranet.dashboards.steering.comparison import Change
from extranet.dashboards.steering.figure import Figure, Section
from extranet.dashboards.steering.figures.all_figures import FIGURES
from extranet.dashboards.steering.query_counts import read_columns
from extranet.dashboards.steering.scope import Scope, whole_year
from formation.offer.annual_plan.models import DEFAULT_TARGET, AnnualPlan
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory

# Columns of the table by territory.
BY_TERRITORY = ("epm-actifs", "ateliers", "participations", "personnes-suivies", "demi-journees")
KEY_FIGURES = ("ateliers", "participations", "epm-actifs")


@dataclass(frozen=True, slots=True)
class BoardFigure:
    """A figure in a scope: `value` now, `before` a year before (None if it is not dated).

    `is_masked`: the table of all territories hides it.
    """

    figure: Figure
    scope: Scope
    value: int
    before: int | None = None
    is_masked: bool = False

    @classmethod
    def of(cls, figure: Figure, scope: Scope, value: int, before: int | None = None) -> "BoardFigure":
        """Return the figure, masked if one of the territories of the scope is. One query for learners."""
        is_masked = not figure.hidden_territories(scope).isdisjoint(scope.territory_ids)
        return cls(figure, scope, value, before, is_masked=is_masked)

    @property
    def is_hidden(self) -> bool:
        """Return whether the number is about so few people that it would show them."""
        return self.is_masked or (self.figure.is_masked and 0 < self.value < SMALLEST_GROUP)

    @property
    def shown(self) -> str:
        if self.is_masked:
            return MASKED
        return masked_count(self.value) if self.is_hidden else grouped(self.value)

    @property
    def display(self) -> str:
        """The number in a table, « – » for nothing."""
        return self.shown if self.value else "–"

    @property
    def label(self) -> str:
        return self.figure.label(self.value)

    @property
    def url(self) -> str:
        """Where its list stands; empty if there is nothing to list."""
        return self.figure.url(self.scope) if self.value and not self.is_hidden else ""

    @property
    def url_before(self) -> str:
        if not self.before or self.shown_before != grouped(self.before):
            return ""
        return self.figure.url(self.scope.during(self.scope.period.a_year_before))

    @property
    def shown_before(self) -> str:
        if not self.before:
            return "" if self.before is None else "–"
        if self.is_masked:
            return MASKED
        return masked_count(self.before) if self.figure.is_masked else grouped(self.before)

    @property
    def change(self) -> Change | None:
        """None where one of the two numbers is hidden."""
        if self.before is None or self.is_hidden or (self.figure.is_masked and 0 < self.before < SMALLEST_GROUP):
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
    scope: Scope
    figures: dict[str, BoardFigure]

    def __getitem__(self, slug: str) -> BoardFigure:
        return self.figures[slug]

    @property
    def key_figures(self) -> list[BoardFigure]:
        return [self.figures[slug] for slug in KEY_FIGURES]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing has happened yet, neither now nor a year before."""
        return not any(line.value or line.before for line in self.figures.values() if not line.figure.is_late)

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
    """Compute every figure, then those of a year before. Two queries."""
    values = read_columns(user, {column_of(slug): figure.column(scope) for slug, figure in FIGURES.items()})
    earlier = scope.during(scope.period.a_year_before)
    dated = {column_of(slug): figure.column(earlier) for slug, figure in FIGURES.items() if figure.is_dated}
    before = read_columns(user, dated)
    return Board(
        scope,
        {
            slug: BoardFigure.of(figure, scope, values[column_of(slug)], before.get(column_of(slug)))
            for slug, figure in FIGURES.items()
        },
    )


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
    """Return a row for each territory, then the whole. One query for coordinators."""
    workshops = FIGURES["ateliers"]
    columns = {}
    for territory in territories:
        there = scope.only(territory)
        columns |= {f"{column_of(slug)}_{territory.pk}": FIGURES[slug].column(there) for slug in BY_TERRITORY}
        columns[f"before_{territory.pk}"] = workshops.column(there.during(scope.period.a_year_before))
    values = read_columns(user, columns)
    hidden = {slug: _hidden_territories(FIGURES[slug], user, scope, territories, values) for slug in BY_TERRITORY}
    lines = [
        TerritoryLine(
            territory.name,
            [
                BoardFigure(
                    FIGURES[slug],
                    scope.only(territory),
                    values[f"{column_of(slug)}_{territory.pk}"],
                    is_masked=territory.pk in hidden[slug],
                )
                for slug in BY_TERRITORY
            ],
            Change(values[f"{column_of('ateliers')}_{territory.pk}"], values[f"before_{territory.pk}"]),
        )
        for territory in territories
    ]
    total = board["ateliers"]
    return [*lines, TerritoryLine("Ensemble", [board[slug] for slug in BY_TERRITORY], total.change)]


def _hidden_territories(
    figure: Figure, user: Member, scope: Scope, territories: Sequence[Territory], values
) -> Set[int]:
    """Return the keys of the territories that the table hides. It has the whole network for coordinators alone."""
    if user.is_coordinator:
        numbers = {territory.pk: values[f"{column_of(figure.slug)}_{territory.pk}"] for territory in territories}
        return figure.hidden_among(numbers)
    return figure.hidden_territories(replace(scope, territories=tuple(territories)))
