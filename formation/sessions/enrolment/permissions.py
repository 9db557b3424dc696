"""Who may join the meeting of a session."""

from formation.sessions.enrolment.models.enrolment import Enrolment


def may_join_meeting(user, *, enrolment: Enrolment | None, is_trainer: bool) -> bool:
    """Return whether `user` gets the link of the meeting: trainers, coordinators, people with a place.

    `enrolment` is that of the user. A request, a position on the waiting list and an offer give no place yet.
    """
    return is_trainer or user.is_coordinator or (enrolment is not None and enrolment.is_confirmed)
