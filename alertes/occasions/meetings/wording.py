"""What messages say of a meeting."""

from reseau.calendar.agenda.enums import MeetingChange
from reseau.calendar.agenda.models.meeting import Meeting
from reseau.texts.wording import day_in_full


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
