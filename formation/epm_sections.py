"""Section on the page of an EPM: its next training sessions."""

from formation.sessions.models.session import Session
from reseau.sections import register


@register
def sessions_to_come(request, epm) -> tuple[str, dict] | None:
    """Dates are public. The link leads members to the session, visitors to the training."""
    sessions = list(Session.objects.upcoming().filter(epm=epm).with_places().with_place()[:8])
    return ("formation/_epm_sessions.html", {"sessions": sessions}) if sessions else None
