"""What a member holds in the training year: the sessions to come that they give."""

from collections.abc import Sequence

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify, take_back_notice
from formation.declarations.events import REPLACEMENT
from formation.sessions.models.session import Session
from reseau.people.departures.responsibilities import Responsibility
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position


class SessionsToGive(Responsibility):
    """Nobody is made a trainer by a departure: those who plan the year are told, and call for a replacement."""

    name = "sessions"
    label = "Sessions de formation à assurer"
    destination = "la coordination est prévenue, et lance un appel à remplacement"

    def objects(self, position: Position) -> Sequence[Session]:
        return list(Session.objects.upcoming().filter(trainers__member=position.member_id).with_place())

    def pass_on(self, objects, *, position: Position, successor: Member | None, by: Member) -> None:
        for session in objects:
            notify(
                members=Member.objects.coordinating(),
                key=_key(session.pk, position),
                text=f"{position.member} quitte le réseau\u00a0: trouvez qui assurera {session}.",
                url=session.get_absolute_url(),
                kind=REPLACEMENT,
                fact=fact_about("session", session.pk),
            )

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Withdraw the warnings: whoever left is still the trainer, unless somebody replaced them."""
        for key in keys:
            take_back_notice(key=_key(key, position))
        return Session.objects.filter(pk__in=keys, trainers__member=position.member_id).count()


def _key(session: int, position: Position) -> str:
    return f"session:{session}:trainer-left:{position.member_id}"


RESPONSIBILITIES = (SessionsToGive(),)
