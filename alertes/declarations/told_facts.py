"""What messages tell of meetings, of letters, of the people and the hours of an EPM."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.source import FactSource, stored_states
from alertes.occasions.letters.models import Letter
from reseau.calendar.agenda.models import WHEN_AND_WHERE, Meeting
from reseau.directory.place_hours.models import HoursReport
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM


class MeetingFacts(FactSource):
    """An announcement or a change: true as long as the meeting is that day, there."""

    name = "meeting"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Meeting.objects.filter(pk__in=keys), "cancelled_at", *WHEN_AND_WHERE)


class LetterFacts(FactSource):
    """A letter to read again: true until it has left, or is held back."""

    name = "letter"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Letter.objects.filter(pk__in=keys), "state")


class ReferentFacts(FactSource):
    """Somebody becomes the person of reference of their EPM: true as long as they are."""

    name = "referent"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Position.objects.live().filter(pk__in=keys), "is_referent")


class MissingReferentFacts(FactSource):
    """Nobody answers for an EPM: true until somebody does."""

    name = "missing_referent"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        answered = Position.objects.live().filter(epm__in=keys, is_referent=True)
        return dict.fromkeys(answered.values_list("epm", flat=True), "answered")


class HoursReportFacts(FactSource):
    """Hours that a visitor doubts: true until somebody has checked them."""

    name = "hours_report"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(HoursReport.objects.filter(pk__in=keys), "settled_on")


class PlaceCheckFacts(FactSource):
    """A record that nobody has checked for 90 days: true until somebody does."""

    name = "place_check"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(EPM.objects.filter(pk__in=keys), "is_open", "checked_on")


SOURCES = (
    MeetingFacts(),
    LetterFacts(),
    ReferentFacts(),
    MissingReferentFacts(),
    HoursReportFacts(),
    PlaceCheckFacts(),
)
