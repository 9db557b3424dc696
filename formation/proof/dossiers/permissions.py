"""Sessions of which a member may request the dossier."""

from formation.sessions.models.session import Session, SessionQuerySet
from reseau.permissions import is_coordinator


def sessions_to_file(user) -> SessionQuerySet:
    """Announced sessions: all of them for a coordinator, those that they give for a trainer."""
    sessions = Session.objects.visible_to(user).announced()
    return sessions if is_coordinator(user) else sessions.filter(trainers__member=user.pk)
