"""Section on the page of an EPM: its next training sessions."""

from django.db.models import QuerySet

from formation.sessions.models.session import Session
from reseau.places.models.epm import EPM
from reseau.web.queries.compiled_query import CompiledQuery

SHOWN = 8


def next_sessions(epm: EPM) -> QuerySet[Session]:
    return Session.objects.upcoming().filter(epm=epm).with_places().with_place()[:SHOWN]


NEXT_SESSIONS = CompiledQuery(next_sessions)


def sessions_to_come(request, epm) -> tuple[str, dict] | None:
    """Dates are public. The link leads members to the session, visitors to the training."""
    sessions = NEXT_SESSIONS.rows(epm=epm)
    return ("formation/sessions/_epm_sessions.html", {"sessions": sessions}) if sessions else None


SECTIONS = (sessions_to_come,)
