"""The week of a place on one sheet, for its door: opening hours, closures and what everybody may see, in large."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.http import urlencode

from reseau.calendar.agenda.dates import entries_between, load
from reseau.calendar.agenda.lines import entries_by_day, hours_on_day
from reseau.calendar.agenda.month import holiday_words
from reseau.calendar.agenda.registry import AgendaDate, Entry
from reseau.calendar.week_calendar.periods import CalendarWeek
from reseau.calendar.week_calendar.tables import opening_words
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, place_in_words

TEMPLATE = Path(__file__).parents[2] / "data" / "semaine-pour-la-porte.typ"
# The more lines, the smaller the type: a week stays on one sheet as long as it can be read from one metre.
SIZES = ((10, 22), (14, 18), (20, 15), (28, 12))
SMALLEST = 10


def door_week(epm: EPM, week: CalendarWeek) -> Paper:
    """Return the sheet; `epm` with its commune and territory. As many queries as there are kinds of dates, two more."""
    own = [
        entry for entry in entries_between(AnonymousUser(), week.first, week.last, epm=epm.pk) if entry.epm == epm.pk
    ]
    dates, by_day = load(own), entries_by_day(own, week.first, week.last)
    days = [_day(epm, day, by_day.get(day, ()), dates) for day in week.days]
    query = {"territoire": epm.commune.territory.slug, "epm": epm.slug, "date": week.first.isoformat()}
    lines = sum(max(1, len(each["dates"])) + bool(each["dates"]) for each in days)
    return Paper.of(
        TEMPLATE,
        title=week.words.capitalize(),
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        place=epm.name,
        address=place_in_words(epm.name, epm.commune, epm.address).removeprefix(f"{epm.name}, "),
        phone=epm.phone,
        days=days,
        size=next((size for most, size in SIZES if lines <= most), SMALLEST),
        qr=qr_image(urljoin(settings.ORIGIN, f"/agenda/semaine/?{urlencode(query)}")),
    )


def _day(epm: EPM, day: datetime.date, entries: Sequence[Entry], dates: Mapping[Entry, AgendaDate]) -> dict:
    """Return a line of the sheet. A closure says why, in place of « Fermé »."""
    shown = [(entry, dates[entry]) for entry in entries if entry in dates]
    closed = any(date.is_whole_day for _, date in shown)
    lines = [
        {
            "hours": hours_on_day(entry, date, day, whole=True),
            "title": _with_initial(date.title.removeprefix(f"{epm.name}\u00a0: ")),
        }
        for entry, date in shown
    ]
    opening = "" if closed else opening_words(epm, day)
    words = {"day": day_in_full(day, "l j").capitalize(), "holiday": holiday_words(day)[0]}
    return words | {"opening": opening, "dates": lines}


def _with_initial(title: str) -> str:
    return title[:1].upper() + title[1:]
