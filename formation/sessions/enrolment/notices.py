"""Notices to a member about their own enrolment: place offered, given, passed on or taken back."""

import datetime

from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.mails.message import Enclosing
from alertes.channels.mails.services import plan_mails
from alertes.channels.notices.services import correct_notice, notify, take_back_notice
from formation.declarations.events import SESSION_DATES
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.invitations.invitations import dates_and_place, session_cancellation, session_invitation
from formation.sessions.wording import moment_in_words
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full

# Events after which the member has no place.
ENDED = ("left", "removed", "not-agreed", "passed")


def notify_place_offered(enrolment: Enrolment) -> None:
    _notify(enrolment, "offered", _offer_words(enrolment))


def restate_offer(enrolment: Enrolment) -> None:
    """The offer ends earlier than its notice says: change the notice, which becomes unread."""
    _restate_offer(enrolment, is_news=True)


def correct_offer(enrolment: Enrolment) -> None:
    """The session changes, which is told apart: an offer that has not left says what is true."""
    _restate_offer(enrolment, is_news=False)


def _restate_offer(enrolment: Enrolment, *, is_news: bool) -> None:
    key, fact = _key(enrolment, "offered"), _fact(enrolment, "offered")
    correct_notice(member=enrolment.member, key=key, text=_offer_words(enrolment), is_news=is_news, fact=fact)


def notify_offer_expired(enrolment: Enrolment) -> None:
    """The offer expired without an answer."""
    text = "La place qui vous était proposée est passée à la suite, faute de réponse. Vous pouvez la redemander. "
    _notify(enrolment, "passed", text + _session_words(enrolment))


def notify_employer_agreed(enrolment: Enrolment) -> None:
    """The employer agrees, but no place is left."""
    _notify(
        enrolment, "agreed", f"Votre employeur est d’accord. {enrolment.state_words}\u00a0: {_session_words(enrolment)}"
    )


def notify_employer_refused(enrolment: Enrolment, reason: str) -> None:
    _notify(enrolment, "not-agreed", f"Votre demande n’aboutit pas\u00a0: {_session_words(enrolment)}. {reason}")


def notify_place_given(enrolment: Enrolment, *, by: Member | None, at: datetime.datetime) -> None:
    """Send the invitation by mail, and a notice unless the member has just taken the place."""
    session = enrolment.session
    details = dates_and_place(session, session.half_days.all(), with_link=True)
    details = f"{details}\n\nL’invitation jointe met ces dates dans votre agenda."
    enclosing = session_invitation(session, at=at)
    if by == enrolment.member:
        _mail(
            enrolment,
            "place",
            f"Votre inscription est enregistrée\u00a0: {_session_words(enrolment)}",
            details,
            enclosing,
        )
    else:
        introduction = (
            f"{by} a enregistré votre inscription"
            if by
            else "Votre employeur est d’accord, votre inscription est enregistrée"
        )
        _notify(
            enrolment,
            "enrolled",
            f"{introduction}\u00a0: {_session_words(enrolment)}",
            details=details,
            enclosing=enclosing,
        )


def notify_enrolled_by_coordinator(enrolment: Enrolment, by: Member) -> None:
    """A coordinator enrolled the member, who has no place yet."""
    _notify(
        enrolment,
        "enrolled",
        f"{by} a demandé une place pour vous\u00a0: {_session_words(enrolment)}. {enrolment.state_words}.",
    )


def mail_place_released(enrolment: Enrolment, *, at: datetime.datetime) -> None:
    """Members who release their own place get no notice, but a mail that updates their calendar."""
    text = f"Vous avez libéré votre place\u00a0: {_session_words(enrolment)}"
    details = "L’invitation jointe retire ces dates de votre agenda."
    _mail(enrolment, "left", text, details, session_cancellation(enrolment.session, at=at))


def notify_removed(enrolment: Enrolment, by: Member, reason: str, *, had_place: bool, at: datetime.datetime) -> None:
    """A coordinator removed the member, with a reason."""
    text = f"{by} a annulé votre inscription\u00a0: {_session_words(enrolment)}. Raison\u00a0: {reason}"
    _notify(enrolment, "removed", text, enclosing=session_cancellation(enrolment.session, at=at) if had_place else None)


def withdraw_offer_notice(enrolment: Enrolment) -> None:
    """Withdraw the notice of an offer that is answered."""
    take_back_notice(key=_key(enrolment, "offered"))


def _offer_words(enrolment: Enrolment) -> str:
    until = moment_in_words(enrolment.offered_until)
    return f"Une place s’est libérée\u00a0: elle est gardée pour vous jusqu’au {until}. {_session_words(enrolment)}"


def _session_words(enrolment: Enrolment) -> str:
    session = enrolment.session
    return f"{session.training.title}, le {day_in_full(timezone.localdate(session.begins_at))}, {session.place}"


def _key(enrolment: Enrolment, event: str) -> str:
    """A new key for each change of status, since the journal has one more line."""
    return f"session:{enrolment.session_id}:enrolment:{enrolment.pk}:{event}:{enrolment.events.count()}"


def _notify(
    enrolment: Enrolment, event: str, text: str, *, details: str = "", enclosing: Enclosing | None = None
) -> None:
    notify(
        members=[enrolment.member],
        key=_key(enrolment, event),
        text=text,
        url=enrolment.session.get_absolute_url(),
        kind=SESSION_DATES,
        details=details,
        enclosing=enclosing,
        fact=_fact(enrolment, event),
    )


def _fact(enrolment: Enrolment, event: str) -> str:
    """What the message tells of the session; one that takes dates out of a calendar must leave."""
    return "" if event in ENDED else fact_about("session", enrolment.session_id)


def _mail(enrolment: Enrolment, event: str, text: str, details: str, enclosing: Enclosing) -> None:
    plan_mails(
        recipients=[enrolment.member],
        key=_key(enrolment, event),
        kind=SESSION_DATES,
        subject=text,
        text=f"{text}\n\n{details}",
        url=enrolment.session.get_absolute_url(),
        enclosing=enclosing,
        fact=_fact(enrolment, event),
    )
