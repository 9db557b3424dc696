"""What people are told of their own enrolment: a place offered, given, passed on or taken back."""

from django.utils import timezone

from alertes.enums import Matter
from alertes.services import notify, withdraw
from formation.models import Enrolment
from formation.wording import moment_in_words
from reseau.models import Member
from reseau.wording import day_in_full


def tell_offered(enrolment: Enrolment) -> None:
    until = moment_in_words(enrolment.offered_until)
    _tell(
        enrolment,
        "offered",
        f"Une place s’est libérée\u00a0: elle est gardée pour vous jusqu’au {until}. {_what(enrolment)}",
    )


def tell_passed_on(enrolment: Enrolment) -> None:
    """The offer ended without an answer."""
    text = "La place qui vous était proposée est passée à la suite, faute de réponse. Vous pouvez la redemander. "
    _tell(enrolment, "passed", text + _what(enrolment))


def tell_enrolled_by(enrolment: Enrolment, by: Member) -> None:
    """A coordinator enrolled her."""
    _tell(enrolment, "enrolled", f"{by} vous a inscrit\u00a0: {_what(enrolment)}. {enrolment.state_words}.")


def tell_removed_by(enrolment: Enrolment, by: Member, reason: str) -> None:
    """A coordinator took her out, and says why."""
    _tell(enrolment, "removed", f"{by} vous a désinscrit\u00a0: {_what(enrolment)}. Raison\u00a0: {reason}")


def forget_offer(enrolment: Enrolment) -> None:
    """She has answered: what said that a place was kept is not told any more."""
    withdraw(key=_key(enrolment, "offered"))


def _what(enrolment: Enrolment) -> str:
    session = enrolment.session
    return f"{session.training.title}, le {day_in_full(timezone.localdate(session.begins_at))}, {session.place}"


def _key(enrolment: Enrolment, what: str) -> str:
    """One for each turn that the enrolment takes: the journal has one more line."""
    return f"enrolment:{enrolment.pk}:{what}:{enrolment.events.count()}"


def _tell(enrolment: Enrolment, what: str, text: str) -> None:
    notify(
        members=[enrolment.member],
        key=_key(enrolment, what),
        text=text,
        url=enrolment.session.get_absolute_url(),
        matter=Matter.TRAINING,
    )
