"""Bending a soft rule with a reason, which is kept and shown."""

from django.db import transaction

from formation.planning.breaches import bends_of_session
from formation.planning.models.waiver import SessionWaiver
from formation.sessions.models.session import Session
from reseau.members.models.member import Member


@transaction.atomic
def note_waiver(*, session: Session, reason: str, by: Member) -> SessionWaiver | None:
    """Notes why `session` bends what it bends, and forgets it once nothing is bent. No reason: no change."""
    bends = bends_of_session(session)
    if not bends:
        SessionWaiver.objects.filter(session=session).delete()
        return None
    if not reason:
        return None
    values = {"bends": "\n".join(bend.sentence for bend in bends), "reason": reason, "by": by}
    return SessionWaiver.objects.update_or_create(session=session, defaults=values)[0]
