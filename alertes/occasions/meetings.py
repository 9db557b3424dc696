"""Notices of a meeting, their plan before they leave, and what was told."""

from collections import Counter

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify, take_back_notice
from alertes.choices.kinds import Kind
from alertes.choices.preferences.rhythms import rhythms_of
from alertes.declarations.events import MEETING_ANNOUNCED, MEETING_CHANGED
from alertes.enums import Rhythm
from reseau.calendar.agenda.enums import MeetingChange
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.news import MeetingPlan, MeetingTeller, Members, ToldMeeting
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full


# What messages say of a meeting.
def sentence(meeting: Meeting, change: MeetingChange) -> str:
    """« Réunion annulée : « Équipes », prévue jeudi 3 décembre, 14 h – 16 h. »"""
    when = f"{day_in_full(meeting.date, 'l j F')}, {meeting.hours}"
    name = f"«\u00a0{meeting.title}\u00a0»"
    return {
        MeetingChange.ANNOUNCED: f"Réunion\u00a0: {name}, {when}, {meeting.place}.",
        MeetingChange.CHANGED: f"Réunion changée\u00a0: {name}, désormais {when}, {meeting.place}.",
        MeetingChange.CANCELLED: f"Réunion annulée\u00a0: {name}, qui était prévue {when}.",
        MeetingChange.NARROWED: f"Réunion changée\u00a0: {name} ne vous concerne plus. {meeting.whom}.",
    }[change]


def details(meeting: Meeting, change: MeetingChange) -> str:
    """Return what one needs to come; nothing for a meeting that does not take place, or no longer for them."""
    if change in (MeetingChange.CANCELLED, MeetingChange.NARROWED):
        return ""
    on_line = f"En ligne\u00a0: {meeting.link}" if meeting.link else ""
    return "\n\n".join(filter(None, (f"Pour qui\u00a0: {meeting.whom}", on_line, meeting.text)))


class NoticesOfMeetings(MeetingTeller):
    """A notice to each person whom the meeting concerns, mailed as they chose; nothing about a day that has passed."""

    def tell(self, meeting: Meeting, change: MeetingChange, *, by: Member, members: Members = None) -> None:
        if change != MeetingChange.ANNOUNCED:
            # Those who have not read it yet read the latest news alone.
            for key in _keys(meeting):
                take_back_notice(key=key, members=members)
        notify(
            members=_recipients(meeting, by=by, members=members),
            key=f"{_subject(meeting)}:{change}:{meeting.changed:%Y%m%d%H%M%S%f}",
            text=sentence(meeting, change),
            details=details(meeting, change),
            # Those whom it no longer concerns may not read its page any more.
            url=reverse("reseau:agenda") if change == MeetingChange.NARROWED else meeting.get_absolute_url(),
            kind=_kind(change),
            # Those whom it no longer concerns are told so, whatever it becomes.
            fact="" if change == MeetingChange.NARROWED else fact_about("meeting", meeting.pk),
        )

    def plan(self, meeting: Meeting, change: MeetingChange, *, by: Member, members: Members = None) -> MeetingPlan:
        keys = list(_recipients(meeting, by=by, members=members).values_list("pk", flat=True))
        rhythms = Counter(rhythms_of(keys, _kind(change)).values())
        at_once, never = rhythms[Rhythm.AT_ONCE], rhythms[Rhythm.NEVER]
        return MeetingPlan(people=len(keys), at_once=at_once, later=len(keys) - at_once - never)

    def told(self, meeting: Meeting) -> list[ToldMeeting]:
        lines = Notice.objects.about(_subject(meeting)).order_by().values("key")
        lines = lines.annotate(moment=Min("created"), people=Count("pk")).order_by("moment")
        return [
            ToldMeeting(MeetingChange(line["key"].split(":")[2]).label, line["moment"], line["people"])
            for line in lines
        ]


def _recipients(meeting: Meeting, *, by: Member, members: Members) -> QuerySet[Member]:
    if meeting.date < timezone.localdate():
        return Member.objects.none()
    people = meeting.concerned() if members is None else Member.objects.filter(pk__in=[each.pk for each in members])
    return people.exclude(pk=by.pk)


def _kind(change: MeetingChange) -> Kind:
    return MEETING_ANNOUNCED if change == MeetingChange.ANNOUNCED else MEETING_CHANGED


def _subject(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


def _keys(meeting: Meeting) -> list[str]:
    return list(Notice.objects.about(_subject(meeting)).order_by("key").values_list("key", flat=True).distinct())
