"""Initial values of the form of a session from a query string: a proposal, a need, a training alone, another month."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from formation.enums import DayPart
from formation.offer.catalogue.models.training import TrainingPage
from formation.offer.needs.models import Wish
from formation.sessions.half_day_rules import Slot
from formation.year.planning.date_search.search_space import moments_from
from formation.year.session_changes.forms.half_days import USUAL_ROWS, empty_rows, filled_rows
from reseau.enums import Weekday
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full


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

    @cached_property
    def first_day(self) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(self.query.get("date", ""))
        except ValueError:
            return None

    @property
    def date_refusal(self) -> str:
        """Why the day of the address fills no half-day; empty if it does, or if there is none."""
        if not self.query.get("date"):
            return ""
        if self.first_day is None:
            return "Le jour de l’adresse ne se lit pas\u00a0: choisissez les dates ci-dessous."
        if self.first_day < timezone.localdate():
            return f"Le {day_in_full(self.first_day)} est passé\u00a0: choisissez d’autres dates ci-dessous."
        return ""

    @property
    def rows(self) -> list[dict] | None:
        """Rows of the half-days from `date` on, as many as the training has; the first one alone if the week is too
        short for them or the training is not known yet. None without a day to come.
        """
        if self.first_day is None or self.date_refusal:
            return None
        count = max(self.training.programme.count(), 1) if self.training else 1
        moment = self.query.get("moment")
        part = DayPart(moment) if count == 1 and moment in (DayPart.AFTERNOON, DayPart.EVENING) else DayPart.MORNING
        first_half_day = (self.first_day, part)
        moments = [first_half_day] if count == 1 else moments_from(self.first_day, count, last_weekday=Weekday.SATURDAY)
        filled = filled_rows([Slot.usual(*each) for each in moments or [first_half_day]])
        wanted_rows = count if self.training else USUAL_ROWS
        return filled + empty_rows(wanted_rows)[len(filled) :]


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
