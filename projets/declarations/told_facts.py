"""What messages tell of projects, of poolings, of the steering committee."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.source import FactSource, stored_states
from projets.portfolio.pooling.models import Pooling, PoolingPart
from projets.portfolio.projects.models import Project
from projets.steering.decisions.models import SteeringDecision
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.meeting import SteeringMeeting


class ProjectFacts(FactSource):
    """Proposed, decided, set aside: true as long as the project is so."""

    name = "project"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Project.objects.filter(pk__in=keys), "state")


class PoolingFacts(FactSource):
    """A call that ends soon, or is given up: true as long as it is so."""

    name = "pooling"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        poolings = Pooling.objects.filter(pk__in=keys)
        return {pooling.pk: f"{pooling.state} {pooling.closes_on} {pooling.is_joinable}" for pooling in poolings}


class PoolingPartFacts(FactSource):
    """An EPM joins: true as long as it has its part."""

    name = "pooling_part"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return dict.fromkeys(PoolingPart.objects.filter(pk__in=keys).values_list("pk", flat=True), "joined")


class SteeringMeetingFacts(FactSource):
    """A convocation, a change, a cancellation: true as long as the meeting is that day, there, or off."""

    name = "steering_meeting"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        meetings = SteeringMeeting.objects.filter(pk__in=keys)
        return {
            meeting.pk: f"{meeting.state == SteeringState.CANCELLED} {meeting.when} {meeting.place}"
            for meeting in meetings
        }


class SteeringDecisionFacts(FactSource):
    """Something to do before a day: true until it is done, given up, or passed to somebody else."""

    name = "steering_decision"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        columns = ("state", "due_on", "position", "member", "outsider")
        return stored_states(SteeringDecision.objects.filter(pk__in=keys), *columns)


SOURCES = (ProjectFacts(), PoolingFacts(), PoolingPartFacts(), SteeringMeetingFacts(), SteeringDecisionFacts())
