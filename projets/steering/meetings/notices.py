"""Notices of meetings, for those who sit in the committee and have an account, or were told of them when they did."""

from django.db.models import QuerySet

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.corrections import members_told_about
from alertes.channels.notices.services import notify
from projets.declarations.events import COMMITTEE_NEWS
from projets.steering.committee.models import Mandate
from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.people.members.models.member import Member


def notify_convened(meeting: SteeringMeeting, *, by: Member) -> None:
    items = "\n".join(f"{rank}. {item}" for rank, item in enumerate(meeting.items.all(), start=1))
    text = f"Le comité de pilotage se réunit le {meeting.when}, {meeting.place}."
    _tell(meeting, by=by, event="convened", text=text, details=items)


def notify_moved(meeting: SteeringMeeting, *, by: Member) -> None:
    text = f"Le comité de pilotage change de jour ou de lieu\u00a0: {meeting.when}, {meeting.place}."
    _tell(meeting, by=by, event=f"moved:{meeting.changed:%Y%m%d%H%M%S%f}", text=text)


def notify_cancelled(meeting: SteeringMeeting, *, by: Member) -> None:
    text = f"Le comité de pilotage du {meeting.when} est annulé."
    _tell(meeting, by=by, event="cancelled", text=text, details=meeting.reason)


def holders_on(meeting: SteeringMeeting) -> QuerySet[Member]:
    """Return the members who sit in the committee on the day of the meeting."""
    return Member.objects.in_network().filter(pk__in=Mandate.objects.on(meeting.date).values("member"))


def _told_before(meeting: SteeringMeeting) -> QuerySet[Member]:
    """Return those who know of the meeting; some may no longer sit on its new day."""
    return Member.objects.in_network().filter(pk__in=members_told_about(_about(meeting)).values("pk"))


def _about(meeting: SteeringMeeting) -> str:
    return f"steering:{meeting.pk}"


def _tell(meeting: SteeringMeeting, *, by: Member, event: str, text: str, details: str = "") -> None:
    notify(
        members=holders_on(meeting) | _told_before(meeting),
        exclude=by,
        key=f"{_about(meeting)}:{event}",
        text=text,
        details=details,
        url=meeting.get_absolute_url(),
        kind=COMMITTEE_NEWS,
        deadline=meeting.begins_at,
        fact=fact_about("steering_meeting", meeting.pk),
    )
