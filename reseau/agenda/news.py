"""Who is told of a meeting: the app of messages, which stands above, registers here how it tells people."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from reseau.agenda.enums import MeetingChange
from reseau.agenda.models.meeting import Meeting
from reseau.members.models.member import Member


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """Whom a message would reach: how many people, by mail at once, by a later mail; the others on the site alone."""

    people: int
    at_once: int
    later: int

    @property
    def on_site(self) -> int:
        return self.people - self.at_once - self.later


@dataclass(frozen=True, slots=True)
class ToldMeeting:
    """What was told of a meeting: what happened, when, to how many people."""

    label: str
    moment: datetime
    people: int


class MeetingTeller(ABC):
    """How an app tells people of a meeting."""

    @abstractmethod
    def tell(self, meeting: Meeting, change: MeetingChange, *, by: Member) -> None:
        """Tell those whom the meeting concerns, but `by`."""

    @abstractmethod
    def plan(self, meeting: Meeting, change: MeetingChange, *, by: Member) -> MeetingPlan:
        """Return whom `tell` would reach."""

    @abstractmethod
    def told(self, meeting: Meeting) -> list[ToldMeeting]:
        """Return what was told already, the earliest first."""


_tellers: list[MeetingTeller] = []


def register_teller(teller: MeetingTeller) -> None:
    """Register how people are told; a site has one."""
    _tellers[:] = [teller]


def tell_of_meeting(meeting: Meeting, change: MeetingChange, *, by: Member) -> None:
    for teller in _tellers:
        teller.tell(meeting, change, by=by)


def plan_of_meeting(meeting: Meeting, change: MeetingChange, *, by: Member) -> MeetingPlan:
    plans = [teller.plan(meeting, change, by=by) for teller in _tellers]
    return plans[0] if plans else MeetingPlan(0, 0, 0)


def told_of_meeting(meeting: Meeting) -> list[ToldMeeting]:
    return [line for teller in _tellers for line in teller.told(meeting)]
