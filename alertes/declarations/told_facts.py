"""What messages tell of a meeting: its day, its hours, its place, whether it takes place."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.registry import register
from alertes.channels.facts.source import FactSource
from reseau.calendar.agenda.models.meeting import WHEN_AND_WHERE, Meeting


@register
class MeetingFacts(FactSource):
    """An announcement or a change: true as long as the meeting is that day, there."""

    name = "meeting"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        meetings = Meeting.objects.filter(pk__in=keys).values_list("pk", "cancelled_at", *WHEN_AND_WHERE)
        return {pk: " ".join(str(value) for value in state) for pk, *state in meetings}
