"""Who reads minutes: all members once they are approved, the coordination from the day of the meeting."""

from projets.steering.committee.permissions import may_keep_committee
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.permissions import is_network_member


def may_read_minutes(user, meeting: SteeringMeeting) -> bool:
    if meeting.state == SteeringState.APPROVED:
        return is_network_member(user)
    return meeting.state == SteeringState.HELD and may_keep_committee(user)
