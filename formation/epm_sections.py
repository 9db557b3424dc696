"""What the page of an EPM says of training: the sessions that will be held there."""

from formation.sessions.models.session import Session
from reseau.sections import register


@register
def sessions_to_come(request, epm) -> tuple[str, dict] | None:
    """Dates are public; the link leads members to the session, others to the training."""
    sessions = list(Session.objects.upcoming().filter(epm=epm).with_places().with_place()[:8])
    return ("formation/_epm_sessions.html", {"sessions": sessions}) if sessions else None
