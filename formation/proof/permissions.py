"""Who proves a training: takes attendance, reads evaluations, gathers dossiers."""

from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session, SessionQuerySet
from reseau.permissions import is_coordinator, is_network_member


# Who may take the attendance of a session, and who may correct a closed attendance sheet.
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


# Who may read the evaluations of a session.
def may_read_evaluations(user, session: Session) -> bool:
    """Return whether `user` is a coordinator or a trainer of the session."""
    return is_coordinator(user) or any(trainer.member_id == user.pk for trainer in session.trainers.all())


# Sessions of which a member may request the dossier.
def sessions_to_file(user) -> SessionQuerySet:
    """Announced sessions: all of them for a coordinator, those that they give for a trainer."""
    sessions = Session.objects.visible_to(user).announced()
    return sessions if is_coordinator(user) else sessions.filter(trainers__member=user.pk)
