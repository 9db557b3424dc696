"""Notices about car sharing. Nobody is named before both people have accepted; no address is ever written.

Keys do not start like those of a session, so that these notices are not in its message log.
"""

from django.urls import reverse
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify, take_back_notice
from formation.declarations.events import TRAINING_NEWS
from formation.sessions.carpool.models import Ride, RideRequest
from formation.sessions.models.session import Session
from reseau.texts.elision import of_place
from reseau.texts.wording import day_in_full


def notify_ride_requested(request: RideRequest) -> None:
    request_words = "propose de vous emmener" if request.by_driver else "cherche une place dans votre voiture"
    session = _session_words(request.recipient.session)
    text = f"Covoiturage\u00a0: quelqu’un {of_place(request.requester.commune)} {request_words}. {session}"
    _notify(request.recipient, request, "asked", text)


def notify_ride_accepted(request: RideRequest) -> None:
    """Notify the person who asked. Names and contacts are on the page only, hence vanish with the agreement."""
    session = _session_words(request.offer.session)
    text = f"Covoiturage accepté\u00a0: la page vous dit avec qui, et comment vous joindre. {session}"
    _notify(request.requester, request, "accepted", text)


def notify_request_unsuccessful(request: RideRequest) -> None:
    """Notify the person who asked that there is no agreement."""
    text = (
        f"Covoiturage\u00a0: votre demande à quelqu’un {of_place(request.recipient.commune)} n’aboutit pas. "
        f"{_session_words(request.requester.session)}"
    )
    _notify(request.requester, request, "not-through", text)


def notify_ride_ended(request: RideRequest, *, recipient: Ride, reason: str) -> None:
    """Notify `recipient` of the name of the other person, since both had accepted."""
    other_member = request.other_than(recipient).member
    text = (
        f"Le covoiturage prévu avec {other_member} n’a plus lieu\u00a0: {reason}. {_session_words(recipient.session)}"
    )
    _notify(recipient, request, "ended", text)


def withdraw_request_notice(request: RideRequest) -> None:
    """Withdraw the notice of a request that is answered or taken back."""
    take_back_notice(key=_key(request, "asked"))


def _session_words(session: Session) -> str:
    return f"{session.training.title}, le {day_in_full(timezone.localdate(session.begins_at))}"


def _key(request: RideRequest, event: str) -> str:
    return f"ride-request:{request.pk}:{event}"


def _notify(ride: Ride, request: RideRequest, event: str, text: str) -> None:
    notify(
        members=[ride.member],
        key=_key(request, event),
        text=text,
        url=reverse("formation:rides", args=[ride.session_id]),
        kind=TRAINING_NEWS,
        deadline=ride.session.begins_at,
        fact=fact_about("session", ride.session_id),
    )
