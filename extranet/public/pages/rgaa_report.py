"""The check of the 106 criteria of RGAA, as `docs/rgaa.md` tells it: date, pages, figures, what does not hold.

The statement of accessibility reads it, so that both say the same. Nothing here is the result of an audit.
"""

import datetime
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reseau.texts.wording import day_in_full

REPORT = Path(__file__).parents[3] / "docs" / "rgaa.md"
HOLDS, FAILS, NOT_APPLICABLE = "C", "NC", "NA"
CRITERION = re.compile(r"^\| (\d+\.\d+) \| (C|NC|NA) \| (.+) \|$", re.MULTILINE)
DAY = re.compile(r"^Contrôlé le : (\d{4}-\d\d-\d\d)$", re.MULTILINE)
PAGE = re.compile(r"^- (.+) : `(/[^`]*)`$", re.MULTILINE)
READING = "lecture"


@dataclass(frozen=True, slots=True)
class RgaaCriterion:
    """One of the 106, with its result, and the test or the reading that proves it."""

    number: str
    result: str
    proof: str

    @property
    def is_read(self) -> bool:
        return self.proof.startswith(READING)


@dataclass(frozen=True, slots=True)
class RgaaReport:
    """A check, on a day, of pages given by name and address."""

    day: datetime.date
    pages: tuple[tuple[str, str], ...]
    criteria: tuple[RgaaCriterion, ...]

    def count(self, result: str) -> int:
        return sum(criterion.result == result for criterion in self.criteria)

    @property
    def applicable(self) -> int:
        return len(self.criteria) - self.count(NOT_APPLICABLE)

    @property
    def rate(self) -> int:
        """Share of the applicable criteria that hold, in percent, rounded down: 81 of 82 is not 99."""
        return 100 * self.count(HOLDS) // self.applicable

    @property
    def results(self) -> SafeString:
        read = sum(criterion.is_read for criterion in self.criteria if criterion.result == HOLDS)
        rows = (
            ("Critères du RGAA 4.1.2", len(self.criteria)),
            ("Non applicables\u00a0: aucune page n’a la chose", self.count(NOT_APPLICABLE)),
            ("Respectés, d’après un test rejoué à chaque modification", self.count(HOLDS) - read),
            ("Respectés, d’après une lecture", read),
            ("Non respectés", self.count(FAILS)),
        )
        items = format_html_join("", "<li>{}\u00a0: {}</li>", rows)
        return format_html(
            "<ul>{}</ul><p>Part des critères applicables respectés\u00a0: {}\u00a0%.</p>", items, self.rate
        )

    @property
    def shortcomings(self) -> SafeString:
        failed = ((each.number, each.proof) for each in self.criteria if each.result == FAILS)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>Critère {}. {}</li>", failed))

    @property
    def checked_pages(self) -> SafeString:
        items = format_html_join("", '<li><a href="{}">{}</a></li>', ((url, name) for name, url in self.pages))
        return format_html("<ul>{}</ul>", items)

    @property
    def checked_on(self) -> str:
        return day_in_full(self.day, "j F Y")


@cache
def read_report() -> RgaaReport:
    text = REPORT.read_text(encoding="utf-8")
    return RgaaReport(
        day=datetime.date.fromisoformat(DAY.search(text)[1]),
        pages=tuple(PAGE.findall(text)),
        criteria=tuple(RgaaCriterion(*found) for found in CRITERION.findall(text)),
    )
