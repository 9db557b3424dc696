"""Tables of a year of activity: month by month, place by place, theme by theme. A missing month is told as missing."""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from formation.year.training_report.tables import Number, Table
from qualite.activity.activity_month.measures import THEME_PREFIX, theme_measures
from qualite.activity.activity_month.models import ActivityMonth, ConfirmedFigure
from qualite.activity.activity_report.columns import COLUMNS, OF_LEARNERS, SHORT_TITLES, Cell, cells_of, column_of
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full

MONTHS = 12
CONFIRMED, MISSING, UNDER_WAY, TO_COME = "confirmé", "manquant", "en cours", "à venir"
NOTE = (
    "Seuls comptent les mois que les équipes ont confirmés. Un tiret\u00a0: manquant, ou pas compté\u00a0; ce n’est "
    "pas zéro. Masqué\u00a0: moins de cinq personnes, ou un nombre qui les ferait deviner."
)
# Numbers by row (a month, or the key of a place), then by column.
Figures = Mapping[Hashable, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class ActivityYear:
    """A report: `place` in words, the months confirmed among those that are over, its tables."""

    year: int
    place: str
    confirmed: int
    over: int
    tables: Sequence[Table]

    @property
    def lead(self) -> str:
        """« 9 mois confirmés sur 10 »."""
        return f"{Number(self.confirmed)}\u00a0mois confirmé{'s' if self.confirmed > 1 else ''} sur {Number(self.over)}"


def months_of(year: int) -> list[datetime.date]:
    return [datetime.date(year, number + 1, 1) for number in range(MONTHS)]


def is_over(first_day: datetime.date, today: datetime.date) -> bool:
    return first_day < today.replace(day=1)


def year_of_place(epm: EPM, year: int, *, today: datetime.date, is_masked: bool) -> ActivityYear:
    """Return the year of a place; `is_masked`: for a reader who does not work there. Two queries."""
    months = ActivityMonth.objects.confirmed().of_year(year).filter(epm=epm)
    confirmed = set(months.values_list("first_day", flat=True))
    sums = ConfirmedFigure.objects.filter(month__in=months.order_by())
    by_month = _sums(sums, "month__first_day")
    rows = {day: by_month.get(day, {}) for day in months_of(year)}
    states = {day: _state(day, confirmed, today) for day in rows}
    over = sum(1 for day in rows if is_over(day, today))
    tables = [
        _table(
            "mois",
            "Mois par mois",
            ("Mois", "État"),
            {day: (_month_name(day), states[day]) for day in rows},
            _columns(rows),
            masked=OF_LEARNERS if is_masked else (),
        ),
        _themes(by_month.values(), is_masked=is_masked),
    ]
    return ActivityYear(year, epm.name, len(confirmed), over, tables)


def year_of_places(places: Sequence[EPM], name: str, year: int, *, today: datetime.date) -> ActivityYear:
    """Return the year of several places together, small numbers of learners and themes masked. Three queries.

    `places`: with their territory. The first table counts who confirmed each month, so that nobody takes a sum of
    forty places for that of the network.
    """
    months = ActivityMonth.objects.confirmed().of_year(year).filter(epm__in=places)
    counted = {
        "first_day": dict(months.order_by().values_list("first_day").annotate(number=Count("pk"))),
        "epm": dict(months.order_by().values_list("epm").annotate(number=Count("pk"))),
    }
    figures = ConfirmedFigure.objects.filter(month__in=months.order_by())
    by_month, by_place = _sums(figures, "month__first_day"), _sums(figures, "month__epm")
    rows = {day: by_month.get(day, {}) for day in months_of(year)}
    over = sum(1 for day in rows if is_over(day, today))
    said = {day: (_month_name(day), _told(counted["first_day"].get(day, 0), len(places), day, today)) for day in rows}
    named = {epm.pk: (epm.name, f"{counted['epm'].get(epm.pk, 0)} sur {over}") for epm in places}
    of_places = {epm.pk: by_place.get(epm.pk, {}) for epm in places}
    tables = [
        _table("mois", "Mois par mois", ("Mois", "Lieux confirmés"), said, _columns(rows), masked=OF_LEARNERS),
        _themes(by_month.values(), is_masked=True),
        _table(
            "lieux",
            "Lieu par lieu",
            ("Lieu", "Mois confirmés"),
            named,
            _columns(of_places, without=OF_LEARNERS),
            masked=(),
        ),
    ]
    return ActivityYear(year, name, sum(counted["epm"].values()), over * len(places), tables)


def _sums(figures: QuerySet[ConfirmedFigure], key: str) -> dict[Hashable, dict[str, int]]:
    """Return the sum of each measure by key. One query."""
    sums: dict[Hashable, dict[str, int]] = defaultdict(dict)
    for row, measure, total in figures.order_by().values_list(key, "measure").annotate(total=Sum("value")):
        sums[row][measure] = total
    return sums


def _columns(rows: Figures, without: Sequence[str] = ()) -> dict[str, dict[Hashable, int | None]]:
    """Return column → row → number, None where nothing is known."""
    columns: dict[str, dict[Hashable, int | None]] = {
        column: dict.fromkeys(rows) for column in COLUMNS if column not in without
    }
    for row, measures in rows.items():
        for measure, value in measures.items():
            if (column := column_of(measure)) in columns:
                columns[column][row] = (columns[column][row] or 0) + value
    return columns


def _table(slug, title, header, names: Mapping[Hashable, tuple[str, str]], columns, *, masked) -> Table:
    cells = {column: cells_of(values, is_masked=column in masked) for column, values in columns.items()}
    rows: list[tuple[Cell, ...]] = [
        (*said, *(by_row[row] for by_row, _ in cells.values())) for row, said in names.items()
    ]
    rows.append(("Total", "", *(total for _, total in cells.values())))
    return Table(slug, title, (*header, *(SHORT_TITLES[column] for column in cells)), tuple(rows), NOTE)


def _themes(measures: Iterable[Mapping[str, int]], *, is_masked: bool) -> Table:
    """Return the accompaniments of each theme that somebody counted."""
    sums: dict[Hashable, int | None] = {}
    for by_measure in measures:
        for code, value in by_measure.items():
            if code.startswith(THEME_PREFIX):
                sums[code] = (sums.get(code) or 0) + value
    cells, total = cells_of(sums, is_masked=is_masked)
    rows = [(measure.title, cells[measure.code]) for measure in theme_measures() if measure.code in cells]
    rows += [("Total", total)] if rows else []
    return Table("themes", "Accompagnements par thème", ("Thème", "Nombre"), tuple(rows))


def _month_name(day: datetime.date) -> str:
    return day_in_full(day, "F").capitalize()


def _state(day: datetime.date, confirmed: set[datetime.date], today: datetime.date) -> str:
    if day in confirmed:
        return CONFIRMED
    if is_over(day, today):
        return MISSING
    return UNDER_WAY if day <= today else TO_COME


def _told(confirmed: int, places: int, day: datetime.date, today: datetime.date) -> str:
    """« 34 sur 110 », « en cours », « à venir »."""
    return f"{confirmed} sur {places}" if confirmed or is_over(day, today) else _state(day, set(), today)
