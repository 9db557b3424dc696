"""The sheet of a month: each measure with what the site computed, the correction beside it, what is confirmed."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from b2i.people.anonymity import hidden_cells
from qualite.activity.activity_month.computed_figures import computed_figures
from qualite.activity.activity_month.measures import MEASURES, Measure, measures_by_code, theme_measures
from qualite.activity.activity_month.models import ActivityMonth, FigureCorrection, next_month
from reseau.places.models.epm import EPM

UNKNOWN = "pas compté"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A measure of a month; `computed`: today; `frozen`: the number confirmed; each None where nobody counted."""

    measure: Measure
    computed: int | None
    correction: FigureCorrection | None
    frozen: int | None = None
    is_confirmed: bool = False

    @property
    def value(self) -> int | None:
        """The number that counts: confirmed, else corrected, else computed."""
        if self.is_confirmed:
            return self.frozen
        return self.correction.value if self.correction else self.computed

    @property
    def has_moved(self) -> bool:
        """Whether a confirmed number is no longer what the site would say today."""
        return self.is_confirmed and (self.correction.value if self.correction else self.computed) != self.frozen


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """`month` is None as long as nobody wrote anything of it."""

    epm: EPM
    first_day: datetime.date
    month: ActivityMonth | None
    rows: Sequence[SheetRow]

    @property
    def is_confirmed(self) -> bool:
        return self.month is not None and self.month.is_confirmed

    @property
    def main_rows(self) -> list[SheetRow]:
        return [row for row in self.rows if not row.measure.is_theme]

    @property
    def theme_rows(self) -> list[SheetRow]:
        """Themes with a number; the others were not asked for."""
        return [row for row in self.rows if row.measure.is_theme and (row.value or row.computed or row.correction)]

    @property
    def unused_themes(self) -> list[Measure]:
        used = {row.measure.code for row in self.theme_rows}
        return [measure for measure in theme_measures() if measure.code not in used]

    @property
    def accompaniments(self) -> int | None:
        """The sum of all themes; None where nobody counted one."""
        return known_sum(row.value for row in self.rows if row.measure.is_theme)

    @property
    def has_moved(self) -> bool:
        return any(row.has_moved for row in self.rows)

    @property
    def hidden_from_others(self) -> frozenset[str]:
        """Measures whose number, computed or kept, may tell of a person to whoever does not work there."""
        kept = {row.measure.code: row.value for row in self.rows}
        return hidden_codes(kept) | hidden_codes({row.measure.code: row.computed for row in self.rows})

    def is_over(self, today: datetime.date) -> bool:
        return next_month(self.first_day) <= today


def known_sum(numbers) -> int | None:
    """Return the sum of the numbers that are known; None if none is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def month_sheet(epm: EPM, first_day: datetime.date) -> MonthSheet:
    """Read the sheet of a month. Five queries at most."""
    months = ActivityMonth.objects.filter(epm=epm, first_day=first_day).select_related("confirmed_by")
    with_authors = Prefetch("corrections", FigureCorrection.objects.select_related("corrected_by"))
    month = months.prefetch_related(with_authors, "figures").first()
    corrections = {row.measure: row for row in month.corrections.all()} if month else {}
    frozen = {row.measure: row.value for row in month.figures.all()} if month else {}
    is_confirmed = month is not None and month.is_confirmed
    computed = computed_figures(epm, first_day)
    rows = [
        SheetRow(measure, computed.get(code), corrections.get(code), frozen.get(code), is_confirmed)
        for code, measure in measures_by_code().items()
    ]
    return MonthSheet(epm, first_day, month, rows)


def hidden_codes(numbers: Mapping[str, int | None]) -> frozenset[str]:
    """Return the measures whose number may tell of a person to whoever does not work in the place.

    Themes add up to a total that is shown: with one hidden, another is, until five people hide
    (`b2i.people.anonymity`).
    """
    themes = {measure.code: (numbers.get(measure.code) or 0,) for measure in theme_measures()}
    alone = [{measure.code: (numbers.get(measure.code) or 0,)} for measure in MEASURES if measure.is_about_people]
    hidden = hidden_cells({"themes": themes}).rows
    return frozenset(hidden).union(*(hidden_cells({"": cells}).rows for cells in alone))
