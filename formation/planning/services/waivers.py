"""Waivers of soft rules, kept and shown with their reason."""

from django.db import transaction

from formation.planning.breaches import breaches_of_session
from formation.planning.models.waiver import SessionWaiver
from formation.sessions.models.session import Session
from reseau.models.member import Member


@transaction.atomic
def note_waiver(*, session: Session, reason: str, by: Member) -> SessionWaiver | None:
    """Record why `session` breaches soft rules; delete the waiver if it breaches none. Without a reason, no change."""
    breaches = breaches_of_session(session)
    if not breaches:
        SessionWaiver.objects.filter(session=session).delete()
        return None
    if not reason:
        return None
    values = {"bends": "\n".join(breach.sentence for breach in breaches), "reason": reason, "by": by}
    return SessionWaiver.objects.update_or_create(session=session, defaults=values)[0]
