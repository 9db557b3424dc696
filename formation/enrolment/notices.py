"""What people are told of their own enrolment: a place offered, given, passed on or taken back."""

import datetime

from django.utils import timezone

from alertes.enums import Matter
from alertes.mails.services import Enclosing, plan_mails
from alertes.notices.services import notify, withdraw
from formation.enrolment.models.enrolment import Enrolment
from formation.invitations.invitations import place_given, place_lost, when_and_where
from formation.wording import moment_in_words
from reseau.members.models.member import Member
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


def tell_agreed(enrolment: Enrolment) -> None:
    """The employer agrees, but there is no place left."""
    _tell(enrolment, "agreed", f"Votre employeur est d’accord. {enrolment.state_words}\u00a0: {_what(enrolment)}")


def tell_not_agreed(enrolment: Enrolment, reason: str) -> None:
    _tell(enrolment, "not-agreed", f"Votre demande n’aboutit pas\u00a0: {_what(enrolment)}. {reason}")


def tell_place(enrolment: Enrolment, *, by: Member | None, at: datetime.datetime) -> None:
    """She has a place: a mail brings the invitation, and a notice as well, unless she has just taken it herself."""
    session = enrolment.session
    details = when_and_where(session, session.half_days.all(), with_link=True)
    details = f"{details}\n\nL’invitation jointe met ces dates dans votre agenda."
    enclosing = place_given(session, at=at)
    if by == enrolment.member:
        _mail(enrolment, "place", f"Votre inscription est enregistrée\u00a0: {_what(enrolment)}", details, enclosing)
    else:
        who = (
            f"{by} a enregistré votre inscription"
            if by
            else "Votre employeur est d’accord, votre inscription est enregistrée"
        )
        _tell(enrolment, "enrolled", f"{who}\u00a0: {_what(enrolment)}", details=details, enclosing=enclosing)


def tell_enrolled_by(enrolment: Enrolment, by: Member) -> None:
    """A coordinator enrolled her, and there is no place for her yet."""
    _tell(
        enrolment, "enrolled", f"{by} a demandé une place pour vous\u00a0: {_what(enrolment)}. {enrolment.state_words}."
    )


def tell_left(enrolment: Enrolment, *, at: datetime.datetime) -> None:
    """She has given her place back herself: no notice, but her calendar has to learn of it."""
    text = f"Vous avez libéré votre place\u00a0: {_what(enrolment)}"
    details = "L’invitation jointe retire ces dates de votre agenda."
    _mail(enrolment, "left", text, details, place_lost(enrolment.session, at=at))


def tell_removed_by(enrolment: Enrolment, by: Member, reason: str, *, had_place: bool, at: datetime.datetime) -> None:
    """A coordinator took her out, and says why."""
    text = f"{by} a annulé votre inscription\u00a0: {_what(enrolment)}. Raison\u00a0: {reason}"
    _tell(enrolment, "removed", text, enclosing=place_lost(enrolment.session, at=at) if had_place else None)


def forget_offer(enrolment: Enrolment) -> None:
    """She has answered: what said that a place was kept is not told any more."""
    withdraw(key=_key(enrolment, "offered"))


def _what(enrolment: Enrolment) -> str:
    session = enrolment.session
    return f"{session.training.title}, le {day_in_full(timezone.localdate(session.begins_at))}, {session.place}"


def _key(enrolment: Enrolment, what: str) -> str:
    """One for each turn that the enrolment takes: the journal has one more line."""
    return f"session:{enrolment.session_id}:enrolment:{enrolment.pk}:{what}:{enrolment.events.count()}"


def _tell(enrolment: Enrolment, what: str, text: str, *, details: str = "", enclosing: Enclosing | None = None) -> None:
    notify(
        members=[enrolment.member],
        key=_key(enrolment, what),
        text=text,
        url=enrolment.session.get_absolute_url(),
        matter=Matter.TRAINING,
        details=details,
        enclosing=enclosing,
    )


def _mail(enrolment: Enrolment, what: str, text: str, details: str, enclosing: Enclosing) -> None:
    plan_mails(
        recipients=[enrolment.member],
        key=_key(enrolment, what),
        matter=Matter.TRAINING,
        subject=text,
        text=f"{text}\n\n{details}",
        url=enrolment.session.get_absolute_url(),
        enclosing=enclosing,
    )
