"""Who may read the evaluations of a session."""

from formation.sessions.models.session import Session
from reseau.permissions import is_coordinator


def may_read_evaluations(user, session: Session) -> bool:
    """Return whether `user` is a coordinator or a trainer of the session."""
    return is_coordinator(user) or any(trainer.member_id == user.pk for trainer in session.trainers.all())
