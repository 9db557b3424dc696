"""What else holds a place or the trainers of a session at its hours: told to whoever plans it, never refused.

Two sessions at once are refused (`formation.sessions.occupancy`). Here, dates that other apps give to the agenda.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable

from django.utils import timezone

from formation.enums import DayPart
from formation.sessions.half_day_rules import BEGINS_FROM, MORNING_BEGINS_BEFORE, Slot
from formation.sessions.models.session import Session
from formation.sessions.session_data import SessionData
from reseau.calendar.agenda.registry import Engagement, row_sources
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.elision import to_place
from reseau.texts.wording import day_in_full, hours_in_words

# Who trains for a half-day is away for all of it, road included.
AWAY_UNTIL = {DayPart.MORNING: MORNING_BEGINS_BEFORE, DayPart.AFTERNOON: datetime.time(18)}


def engagements_of_session_data(session_data: SessionData, slots: Iterable[Slot]) -> list[str]:
    """Return in sentences what holds the place or the trainers of a session about to be written."""
    return _sentences(session_data.place.epm, session_data.trainers, list(slots))


def engagements_of_session(session: Session) -> list[str]:
    """Return the same of a session as it is."""
    trainers = [trainer.member for trainer in session.trainers.select_related("member")]
    return _sentences(session.epm, trainers, [half_day.slot for half_day in session.half_days.all()])


def _sentences(epm: EPM | None, trainers: Collection[Member], slots: list[Slot]) -> list[str]:
    """One query for each source that has engagements."""
    if not slots or not (epm or trainers):
        return []
    first, last = min(slot.date for slot in slots), max(slot.date for slot in slots)
    members = {trainer.pk: trainer for trainer in trainers}
    epm_id = epm.pk if epm else None
    found = [
        engagement
        for source in row_sources()
        for engagement in source.engagements(epm=epm_id, members=members, first=first, last=last)
    ]
    sentences: list[str] = []
    for slot in sorted(slots):
        when = f"{day_in_full(slot.date)}, {hours_in_words(slot.start, slot.end)}"
        of_people = [each for each in found if each.member in members and _overlaps(each, slot.date, *_away(slot))]
        at_place = [each for each in found if each.epm == epm_id and _overlaps(each, slot.date, slot.start, slot.end)]
        for (source, member), count in Counter((each.source, each.member) for each in of_people).items():
            sentences.append(f"{members[member]} a {source.counted(count)} dans cette demi-journée\u00a0: {when}.")
        others = Counter(each.source for each in at_place if each not in of_people)
        for source, count in others.items():
            sentences.append(f"{source.counted(count)} {to_place(epm)} à ces heures\u00a0: {when}.")
    return sentences


def _away(slot: Slot) -> tuple[datetime.time, datetime.time]:
    part = DayPart(slot.part)
    return BEGINS_FROM.get(part, datetime.time.min), AWAY_UNTIL.get(part, datetime.time.max)


def _overlaps(engagement: Engagement, day: datetime.date, begins: datetime.time, ends: datetime.time) -> bool:
    first, last = (timezone.make_aware(datetime.datetime.combine(day, time)) for time in (begins, ends))
    return engagement.begins_at < last and engagement.ends_at > first
