"""How a number moved in a year, in words: « + 17 % », or « + 3 » where a percentage would mislead."""

from dataclasses import dataclass

# Under this number, one thing more is a large percentage.
LEAST_FOR_PERCENT = 20


@dataclass(frozen=True, slots=True)
class Change:
    """From `before` to `now`. `tone` is the class of its badge."""

    now: int
    before: int

    @property
    def percent(self) -> int | None:
        """Percentage of change, None if the number before is too small for one."""
        return round(100 * (self.now - self.before) / self.before) if self.before >= LEAST_FOR_PERCENT else None

    @property
    def words(self) -> str:
        """« + 17 % », « – 3 », « égal »."""
        percent = self.percent
        difference = self.now - self.before if percent is None else percent
        if not difference:
            return "égal"
        unit = "" if percent is None else "\u00a0%"
        return f"{'+' if difference > 0 else '–'}\u00a0{abs(difference)}{unit}"

    @property
    def tone(self) -> str:
        return "good" if self.now > self.before else "wait" if self.now < self.before else ""

    @property
    def sentence_end(self) -> str:
        """« 17 % de plus qu’un an avant », « 3 de moins qu’un an avant », « autant qu’un an avant »."""
        percent = self.percent
        difference = self.now - self.before if percent is None else percent
        if not difference:
            return "autant qu’un an avant"
        unit = "" if percent is None else "\u00a0%"
        return f"{abs(difference)}{unit} de {'plus' if difference > 0 else 'moins'} qu’un an avant"
