"""The report of a year: the figures of the board, those of a year before, and the training year."""

import datetime
from dataclasses import dataclass, replace

from extranet.dashboards.steering.board import (
    Board,
    BoardFigure,
    TerritoryLine,
    promise_of,
    read_board,
    territory_lines,
)
from extranet.dashboards.steering.charts import MONTHS, BarChart, LineChart
from extranet.dashboards.steering.figure import Section
from extranet.dashboards.steering.scope import Scope, year_so_far
from extranet.dashboards.steering.trends import domains_chart, monthly_chart
from formation.year.training_report.tables import Number, Table, tables_of
from formation.year.training_report.year_figures import YearReport, year_report
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.texts.wording import day_in_full

FIRST_PAGE = (Section.WORKSHOPS, Section.TRAINING, Section.PLACES)
LAST_PAGE = (Section.LIBRARY, Section.RECORDS, Section.FORUMS)


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """`training` and `training_before`: the training year and the one before it."""

    year: int
    day: datetime.date
    board: Board
    lines: list[TerritoryLine]
    workshops: LineChart
    half_days: LineChart
    sheets: LineChart
    domains: BarChart
    training: YearReport
    training_before: YearReport

    @property
    def period_words(self) -> str:
        """« Du 1er janvier au 27 novembre 2026, à côté des mêmes jours de 2025. »"""
        last = day_in_full(self.board.scope.period.last, "j F Y")
        return f"Du 1er janvier au {last}, à côté des mêmes jours de {self.year - 1}. Établi le {self.today}."

    @property
    def today(self) -> str:
        return day_in_full(self.day, "j F Y")


def promise_words(delivered: int, promise: int) -> str:
    """« 16 demi-journées de formation réalisées, sur 32 promises »."""
    plural = "s" if delivered > 1 else ""
    return f"{delivered}\u00a0demi-journée{plural} de formation réalisée{plural}, sur {promise} promises"


def annual_report(user: Member, year: int, *, day: datetime.date) -> AnnualReport:
    """Compute the report of the whole network for `year`, up to `day` if it has not ended."""
    scope = Scope(year_so_far(year, day))
    board, promise = read_board(user, scope), promise_of(user, scope).target
    return AnnualReport(
        year=year,
        day=day,
        board=board,
        lines=territory_lines(user, scope, list(Territory.objects.all()), board),
        workshops=monthly_chart(board["ateliers"]),
        half_days=replace(
            monthly_chart(board["demi-journees"], is_cumulated=True),
            sentence=promise_words(board.delivered.value, promise),
        ),
        sheets=monthly_chart(board["fiches-parues"]),
        domains=domains_chart(scope),
        training=year_report(year),
        training_before=year_report(year - 1),
    )


def figures_table(report: AnnualReport, *sections: Section) -> Table:
    """Return the figures of these sections beside those of a year before; « – » for what has no year before."""
    rows = [
        (line.figure.title, *_cells(line))
        for section, lines in report.board.sections
        if section in sections
        for line in lines
    ]
    header = ("Chiffre", str(report.year), str(report.year - 1), "Évolution")
    return Table("chiffres", "Les chiffres", header, tuple(rows))


def _cells(line: BoardFigure) -> tuple[str, str, str]:
    return line.shown, line.shown_before or "–", line.change.words if line.change else "–"


def months_table(chart: LineChart, title: str, *, year: int) -> Table:
    """Return the numbers of a chart, a row for each year."""
    header = (title, *(MONTHS[month.month - 1] for month in chart.months))
    rows = ((str(year), *_values(chart.now)), (str(year - 1), *_values(chart.before)))
    return Table("mois", title, header, rows)


def _values(values) -> list[str]:
    return ["–" if value is None else str(value) for value in values]


def territories_table(report: AnnualReport) -> Table:
    header = ("Territoire", *(cell.figure.title for cell in report.lines[0].cells), "Ateliers sur un an")
    rows = tuple((line.name, *(cell.shown for cell in line.cells), line.change.words) for line in report.lines)
    return Table("territoires", "Par territoire", header, rows)


def training_table(report: AnnualReport) -> Table:
    """Return the year of training beside the whole year before."""
    now, before = (tables_of(training)[0] for training in (report.training, report.training_before))
    rows = tuple((str(name), value, earlier) for (name, value), (_, earlier) in zip(now.rows, before.rows, strict=True))
    header = ("Chiffre", str(report.year), f"{report.year - 1}, année entière")
    return Table("formation", "L’année de formation", header, rows, now.note)


def waiting_table(report: AnnualReport) -> Table:
    """Return what waits on the day of issue."""
    rows = tuple((line.figure.title, line.shown) for line in report.board.late)
    return Table("attente", f"Ce qui attend au {report.today}", ("À faire", "Nombre"), rows)


def training_places_table(report: AnnualReport) -> Table:
    return tables_of(report.training)[1]


def cell_value(cell: str | Number) -> str | float | None:
    """Return a cell of a spreadsheet: a real number, or words; a sign in front would make a formula of a change."""
    if isinstance(cell, Number):
        return cell.value
    for sign, words in (("+\u00a0", "hausse de"), ("–\u00a0", "baisse de")):
        if cell.startswith(sign):
            return f"{words}\u00a0{cell.removeprefix(sign)}"
    digits = cell.replace("\u202f", "")
    return int(digits) if digits.isdigit() else cell
