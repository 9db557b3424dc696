"""Charts drawn by the server as SVG, for the page and for the paper: a line by month, bars by name.

The sentence that a chart shows is its title, and a table has the same numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reseau.texts.wording import day_in_full

WIDTH, HEIGHT = 660, 205
LEFT, RIGHT, TOP, BASE = 40, 624, 42, 170
MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
BAR_WIDTH, BAR_STEP, LONGEST_BAR = 340, 40, 272
STEPS = (1, 2, 3, 4, 6, 8)


@dataclass(frozen=True, slots=True)
class Mark:
    """A hairline of the scale, a label under a month, or the end of a line with its label at `label_y`."""

    words: str
    x: float
    y: float
    is_odd: bool = False
    label_y: float = 0


@dataclass(frozen=True, slots=True)
class LineChart:
    """`now` in a full line, `before` in dots; each a value for each month, None for months to come."""

    sentence: str
    months: Sequence[date]
    now: Sequence[int | None]
    before: Sequence[int | None]
    words: tuple[str, str] = ("cette période", "un an avant")
    urls: Sequence[str] = ()
    key: str = "mois"
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT

    @property
    def top_value(self) -> int:
        return rounded_up(max([1, *filter(None, self.now), *filter(None, self.before)]))

    def _x(self, rank: int) -> float:
        return round(LEFT + (RIGHT - LEFT) * rank / max(1, len(self.months) - 1), 1)

    def _y(self, value: float) -> float:
        return round(BASE - (BASE - TOP) * value / self.top_value, 1)

    def _points(self, values: Sequence[int | None]) -> list[tuple[float, float]]:
        return [(self._x(rank), self._y(value)) for rank, value in enumerate(values) if value is not None]

    @property
    def reading(self) -> str:
        """The chart in words, for who does not see it."""
        pairs = zip(self.months, self.now, strict=True)
        return ", ".join(f"{value} en {day_in_full(month, 'F')}" for month, value in pairs if value is not None)

    @property
    def rows(self) -> list[tuple[date, int | None, int | None, str]]:
        """Rows of the table: month, number, number a year before, where the first one is listed."""
        urls = [*self.urls, *[""] * len(self.months)]
        pairs = zip(self.months, self.now, self.before, urls[: len(self.months)], strict=True)
        return [(month, now, before, url if now else "") for month, now, before, url in pairs]

    @property
    def line(self) -> str:
        return _joined(self._points(self.now))

    @property
    def dots(self) -> str:
        return _joined(self._points(self.before)) if any(self.before) else ""

    @property
    def area(self) -> str:
        """The surface under the line."""
        points = self._points(self.now)
        return f"{points[0][0]:g},{BASE} {_joined(points)} {points[-1][0]:g},{BASE}" if points else ""

    @property
    def last(self) -> Mark | None:
        """The end of the line, with its number and its month."""
        known = [(rank, value) for rank, value in enumerate(self.now) if value is not None]
        if not known:
            return None
        rank, value = known[-1]
        words = f"{value} en {day_in_full(self.months[rank], 'F')}"
        # Above the end of the line, and above what comes just before it.
        near = [self._y(number) for number in self.now[max(0, rank - 2) : rank + 1] if number is not None]
        return Mark(words, self._x(rank), self._y(value), label_y=min(near) - 14)

    @property
    def scale(self) -> list[Mark]:
        top = self.top_value
        values = (0, top // 2, top) if top > 1 and top % 2 == 0 else (0, top)
        return [Mark(f"{value}", LEFT, self._y(value)) for value in values]

    @property
    def labels(self) -> list[Mark]:
        """Months under the line; on a phone one in three is left."""
        return [
            Mark(MONTHS[month.month - 1], self._x(rank), BASE + 27, is_odd=rank % 3 != (len(self.months) - 1) % 3)
            for rank, month in enumerate(self.months)
        ]


@dataclass(frozen=True, slots=True)
class Bar:
    """`words` name it, `value` in full after it; `hue` is the class of a domain; `url` leads to what it counts."""

    words: str
    value: int
    hue: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    sentence: str
    bars: Sequence[Bar]
    key: str = "barres"
    unit: str = ""
    width: int = field(default=BAR_WIDTH)

    @property
    def height(self) -> int:
        return BAR_STEP * max(1, len(self.bars))

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((bar.value for bar in self.bars), default=0) or 1

    @property
    def drawn(self) -> list[tuple[Bar, int, float]]:
        """Bars with their top and their length."""
        return [
            (bar, BAR_STEP * rank, round(LONGEST_BAR * bar.value / self.most, 1)) for rank, bar in enumerate(self.bars)
        ]

    @property
    def reading(self) -> str:
        """The chart in words, for who does not see it."""
        return ", ".join(f"{bar.words} {bar.value}" for bar in self.bars)


def rounded_up(value: int) -> int:
    """Return the next of 1, 2, 3, 4, 6, 8, 10, 20, 30…"""
    power = 1
    while True:
        for step in STEPS:
            if value <= step * power:
                return step * power
        power *= 10


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
