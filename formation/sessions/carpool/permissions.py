"""Who may share a car to a session."""

from formation.sessions.models.session import Session
from reseau.permissions import is_network_member


def may_share_ride(user, session: Session) -> bool:
    """Return whether `user` travels to the session: announced, not remote, with `user` as trainer or with a confirmed
    place.

    Nobody else sees the page, coordinators included.
    """
    if not is_network_member(user) or not session.is_open or session.is_remote:
        return False
    is_trainer = session.trainers.filter(member=user).exists()
    return is_trainer or session.enrolments.confirmed().filter(member=user).exists()
