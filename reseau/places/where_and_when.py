"""Where and when something takes place, as the search narrows it: « à Gramat », « un samedi », « en mars 2027 »."""

import datetime
from collections.abc import Iterable

from reseau.places.models.commune import Commune

COMMUNE, WEEKDAY, MONTH = "commune", "weekday", "month"


def where_and_when(
    *,
    communes: Iterable[Commune] = (),
    days: Iterable[datetime.date] = (),
    weekdays: Iterable[int] = (),
) -> dict[str, tuple[str, ...]]:
    """Return the values of a document that is to be found by place and day; `weekdays`: those of every week."""
    days = list(days)
    return {
        COMMUNE: tuple(sorted({commune.name for commune in communes})),
        WEEKDAY: tuple(str(number) for number in sorted({*weekdays, *(day.weekday() for day in days)})),
        MONTH: tuple(sorted({f"{day:%Y-%m}" for day in days})),
    }
