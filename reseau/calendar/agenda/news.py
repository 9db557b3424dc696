"""Who is told of a meeting: the app of messages, which stands above, lists in its module `declarations.tellers`, under
`OF_MEETINGS`, how it tells people.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from jobs.declared import declared
from reseau.calendar.agenda.enums import MeetingChange
from reseau.calendar.agenda.models import Meeting
from reseau.people.members.models.member import Member


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """Whom a message would reach: how many people, by mail at once, by a later mail; the others on the site alone."""

    people: int
    at_once: int
    later: int

    @property
    def on_site(self) -> int:
        return self.people - self.at_once - self.later

    def __add__(self, other: "MeetingPlan") -> "MeetingPlan":
        return MeetingPlan(self.people + other.people, self.at_once + other.at_once, self.later + other.later)


NOBODY = MeetingPlan(0, 0, 0)
Members = Collection[Member] | None


@dataclass(frozen=True, slots=True)
class ToldMeeting:
    """What was told of a meeting: what happened, when, to how many people."""

    label: str
    moment: datetime
    people: int


class MeetingTeller(ABC):
    """How an app tells people of a meeting: `members`, else those whom it concerns, but `by`."""

    @abstractmethod
    def tell(self, meeting: Meeting, change: MeetingChange, *, by: Member, members: Members = None) -> None:
        """Tell them, once."""

    @abstractmethod
    def plan(self, meeting: Meeting, change: MeetingChange, *, by: Member, members: Members = None) -> MeetingPlan:
        """Return whom `tell` would reach."""

    @abstractmethod
    def told(self, meeting: Meeting) -> list[ToldMeeting]:
        """Return what was told already, the earliest first."""


def _tellers() -> tuple[MeetingTeller, ...]:
    """Return how people are told; a site has one."""
    return declared("tellers", "OF_MEETINGS")


def tell_of_meeting(meeting: Meeting, change: MeetingChange, *, by: Member, members: Members = None) -> None:
    for teller in _tellers():
        teller.tell(meeting, change, by=by, members=members)


def plan_of_meeting(meeting: Meeting, change: MeetingChange, *, by: Member, members: Members = None) -> MeetingPlan:
    plans = [teller.plan(meeting, change, by=by, members=members) for teller in _tellers()]
    return plans[0] if plans else NOBODY


def news_of_change(meeting: Meeting) -> list[tuple[MeetingChange, Members]]:
    """Return what a meeting that is not saved yet has to tell, and to whom: moved, to everybody; else announced to
    those whom it did not concern before; and to those whom it no longer concerns, that it does not.
    """
    stored = Meeting.objects.select_related("territory").get(pk=meeting.pk)
    before, now = ({member.pk: member for member in each.concerned()} for each in (stored, meeting))
    news: list[tuple[MeetingChange, Members]] = []
    newcomers = [member for pk, member in now.items() if pk not in before]
    if meeting.has_moved():
        news.append((MeetingChange.CHANGED, None))
    elif newcomers:
        news.append((MeetingChange.ANNOUNCED, newcomers))
    if left_out := [member for pk, member in before.items() if pk not in now]:
        news.append((MeetingChange.NARROWED, left_out))
    return news


def plan_of_change(meeting: Meeting, *, by: Member) -> MeetingPlan | None:
    """Return whom the change of a meeting that is not saved yet would reach; None if it tells nothing."""
    news = news_of_change(meeting)
    plans = (plan_of_meeting(meeting, change, by=by, members=members) for change, members in news)
    return sum(plans, NOBODY) if news else None


def told_of_meeting(meeting: Meeting) -> list[ToldMeeting]:
    return [line for teller in _tellers() for line in teller.told(meeting)]
