"""What messages tell of sessions, whether one may still enrol, and of certificates."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.utils import timezone

from alertes.channels.facts.source import FactSource, stored_states
from formation.proof.certificates.models import Certificate
from formation.sessions.models.session import Session


class SessionFacts(FactSource):
    """A change, a new trainer, a convocation, a reminder: true as long as the session stands, that day, there."""

    name = "session"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return {session.pk: _words(session) for session in _sessions(keys)}


class SessionOpeningFacts(FactSource):
    """« Vous l’attendiez »: true as long as the session stands, and may be asked for on the days that it says."""

    name = "session_opening"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return {
            session.pk: f"{_words(session)} {session.opens_on} {_is_closed(session)}" for session in _sessions(keys)
        }


class CertificateFacts(FactSource):
    """A certificate is ready, or is revoked: true as long as it is so."""

    name = "certificate"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Certificate.objects.filter(pk__in=keys), "revoked_at")


def _sessions(keys: Collection[int]) -> QuerySet[Session]:
    return Session.objects.filter(pk__in=keys).select_related("epm__commune", "commune").prefetch_related("half_days")


def _words(session: Session) -> str:
    days = [f"{half_day.date} {half_day.start} {half_day.end}" for half_day in session.half_days.all()]
    return f"{session.status} {session.place} {session.link} {session.note} {' '.join(days)}"


def _is_closed(session: Session) -> bool:
    is_late = session.closes_on is not None and session.closes_on < timezone.localdate()
    return is_late or session.has_begun()


SOURCES = (SessionFacts(), SessionOpeningFacts(), CertificateFacts())
