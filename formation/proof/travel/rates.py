"""Mileage rates: dated tables with their source (`formation/data/mileage_rates.toml`), and amounts by band of power."""

import datetime
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from formation.proof.travel.enums import Power

FILE = Path(__file__).parents[2] / "data" / "mileage_rates.toml"
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates from a day on. `limits`: kilometres of the year at which the rate changes."""

    since: datetime.date
    source: str
    limits: tuple[int, ...]
    rates: dict[str, tuple[Decimal, ...]]

    def euros(self, power: Power, *, before: int, kilometres: int) -> Decimal:
        """Return the amount of `kilometres`, after `before` kilometres in the same year, slice by slice."""
        total, start, end = Decimal(0), before, before + kilometres
        for low, high, rate in zip((0, *self.limits), (*self.limits, None), self.rates[power], strict=True):
            upper = end if high is None else min(end, high)
            total += max(0, upper - max(start, low)) * rate
        return total.quantize(CENT)


@cache
def rate_tables() -> tuple[RateTable, ...]:
    """Return all tables, latest first."""
    tables = [
        RateTable(
            since=table["since"],
            source=table["source"],
            limits=tuple(table["limits"]),
            rates={power: tuple(Decimal(rate) for rate in table[power]) for power in Power.values},
        )
        for table in tomllib.loads(FILE.read_text())["table"]
    ]
    return tuple(sorted(tables, key=lambda table: table.since, reverse=True))


def rate_table_on(day: datetime.date) -> RateTable | None:
    """Return the table that holds on `day`."""
    return next((table for table in rate_tables() if table.since <= day), None)
