"""Who may take the attendance of a session, and who may correct a closed attendance sheet."""

from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.permissions import is_coordinator, is_network_member


def may_take_attendance(user, session: Session) -> bool:
    """Return whether `user` may record presences, show the code, upload the signed sheet and close: trainers,
    coordinators.
    """
    if not is_network_member(user):
        return False
    return is_coordinator(user) or session.trainers.filter(member=user).exists()


def may_correct_attendance(user, half_day: HalfDay) -> bool:
    """Return whether `user` may change a closed sheet, with a reason: the person who closed it, and coordinators."""
    if not half_day.is_closed or not is_network_member(user):
        return False
    return is_coordinator(user) or half_day.closed_by_id == user.pk
