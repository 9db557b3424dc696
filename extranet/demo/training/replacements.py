"""A call for a replacement that nobody has answered yet, for a session of the demo to come."""

from formation.sessions.models.session import Session
from formation.year.replacement.candidates import candidates_for
from formation.year.replacement.services import call_replacement, decline_call
from reseau.people.members.models.member import Member

MOST_ASKED = 4
MESSAGE = "Le matériel est déjà sur place, et le déroulé est prêt\u00a0: je vous l’envoie aujourd’hui."


def build_replacement(*, coordinator: Member) -> None:
    """Ask those who can give the latest coming session that somebody else could give; the first of them cannot."""
    for session in Session.objects.upcoming().filter(trainers__isnull=False).distinct().reverse():
        candidates = candidates_for(session)[:MOST_ASKED]
        if len(candidates) > 1:
            call = call_replacement(
                session=session,
                replaced=session.trainers.first().member,
                members=[candidate.member for candidate in candidates],
                by=coordinator,
                message=MESSAGE,
            )
            decline_call(call=call, by=candidates[0].member)
            return
