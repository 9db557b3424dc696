"""Initial values of the form of a session from a query string: a proposal, a need, a training alone, another month."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from formation.catalogue.models.training import TrainingPage
from formation.enums import DayPart
from formation.needs.models import Wish
from formation.planning.date_search.search_space import moments_from
from formation.scheduling.forms.half_days import filled_rows
from formation.sessions.half_day_data import Slot
from reseau.enums import Weekday
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM


@dataclass
class Preselection:
    """`query` is the query string as a mapping. Values that name nothing `user` may use are ignored."""

    query: dict
    user: Member

    def _key(self, name: str) -> int | None:
        text = self.query.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    @cached_property
    def training(self) -> TrainingPage | None:
        key = self._key("formation")
        return TrainingPage.objects.visible_to(self.user).filter(pk=key).first() if key else None

    @cached_property
    def wish(self) -> Wish | None:
        """The need that the session answers, if any."""
        key = self._key("besoin")
        return Wish.objects.visible_to(self.user).select_related("training").filter(pk=key).first() if key else None

    @property
    def initial(self) -> dict | None:
        """Initial values of the fields, or None if only the training is known."""
        place, trainer = self._key("epm"), self._key("formateur")
        epm = EPM.objects.open().filter(pk=place).first() if place else None
        if epm is None or self.training is None:
            return None
        initial = {"training": self.training.pk, "epm": epm.pk, "capacity": min(self.training.capacity, epm.seats)}
        member = Member.objects.in_network().filter(pk=trainer).first() if trainer else None
        return initial | {"trainers": [member.pk] if member else []}

    @property
    def rows(self) -> list[dict] | None:
        """Rows of the half-days from `date` on, as many as the training has, or None without a date."""
        if self.training is None:
            return None
        try:
            first_day = datetime.date.fromisoformat(self.query.get("date", ""))
        except ValueError:
            return None
        count = max(self.training.programme.count(), 1)
        moment = self.query.get("moment")
        if count == 1 and moment in (DayPart.AFTERNOON, DayPart.EVENING):
            return filled_rows([Slot.usual(first_day, DayPart(moment))])
        moments = moments_from(first_day, count, last_weekday=Weekday.SATURDAY)
        return filled_rows([Slot.usual(day, part) for day, part in moments]) or None


def slots_in_month(slots: Iterable[Slot], month: datetime.date, *, today: datetime.date) -> list[Slot]:
    """Return the half-days moved by whole weeks, the first one into `month`: same weekdays, same hours.

    Empty if no such day after `today` is left in the month.
    """
    slots = sorted(slots)
    if not slots:
        return []
    earliest = max(month, today + datetime.timedelta(days=1))
    first = earliest + datetime.timedelta(days=(slots[0].date.weekday() - earliest.weekday()) % 7)
    if (first.year, first.month) != (month.year, month.month):
        return []
    return [replace(slot, date=slot.date + (first - slots[0].date)) for slot in slots]


def month_in(text: str) -> datetime.date | None:
    """Read « 2026-05 », the first day of that month; None for anything else."""
    try:
        return datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
