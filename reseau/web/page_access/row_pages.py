"""A short page of rows, each of which leads to another page: what lies under one tab, in one place.

A reader sees only the rows whose pages they may open, and what waits for them there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.views.generic import TemplateView

from reseau.web.addresses import address_of
from reseau.web.page_access.openings import may_open


@dataclass(frozen=True, slots=True)
class PageRow:
    """`line`: what the page is, in one line. `name` and `keys`: those of its address. `count`: how many things wait
    for a member there, asked only of who may open the page; `waiting` says one, and several, in words.
    """

    title: str
    line: str
    icon: str
    name: str
    keys: tuple = ()
    count: Callable | None = None
    waiting: tuple[str, str] = ("", "")

    @property
    def address(self) -> str:
        return address_of(self.name, *self.keys)

    def waiting_for(self, user) -> str:
        """Return « 3 à reprendre », or nothing where nothing waits."""
        number = self.count(user) if self.count else 0
        return f"{number}\u00a0{self.waiting[number > 1]}" if number else ""


class RowsPageView(TemplateView):
    """`title` and `lead` of the page, and its rows."""

    template_name = "reseau/web/page_access/rows_page.html"
    title = lead = ""
    rows: tuple[PageRow, ...] = ()

    def get_rows(self) -> tuple[PageRow, ...]:
        return self.rows

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        rows = [(row, row.waiting_for(user)) for row in self.get_rows() if may_open(user, row.address)]
        return super().get_context_data(title=self.title, lead=self.lead, rows=rows, **kwargs)
