"""What neighbours who may share a car are told. Nobody is named before both have accepted, no address is ever written.

The keys do not begin as those of a session: who told whom what about a car is not in the log of its messages.
"""

from django.urls import reverse
from django.utils import timezone

from alertes.enums import Matter
from alertes.notices.services import notify, withdraw
from formation.carpool.models import Ride, RideRequest
from formation.sessions.models.session import Session
from reseau.elision import of_place
from reseau.wording import day_in_full


def tell_asked(request: RideRequest) -> None:
    asks = "propose de vous emmener" if request.by_driver else "cherche une place dans votre voiture"
    text = f"Covoiturage\u00a0: quelqu’un {of_place(request.asking.commune)} {asks}. {_what(request.asked.session)}"
    _tell(request.asked, request, "asked", text)


def tell_accepted(request: RideRequest) -> None:
    """To who asked. Names and contacts are on the page: they leave it with the agreement."""
    text = (
        f"Covoiturage accepté\u00a0: la page vous dit avec qui, et comment vous joindre. {_what(request.offer.session)}"
    )
    _tell(request.asking, request, "accepted", text)


def tell_not_through(request: RideRequest) -> None:
    """To who asked and has no agreement."""
    text = (
        f"Covoiturage\u00a0: votre demande à quelqu’un {of_place(request.asked.commune)} n’aboutit pas. "
        f"{_what(request.asking.session)}"
    )
    _tell(request.asking, request, "not-through", text)


def tell_ended(request: RideRequest, *, to: Ride, reason: str) -> None:
    """They know each other: both had accepted."""
    other = request.other_than(to).member
    text = f"Le covoiturage prévu avec {other} n’a plus lieu\u00a0: {reason}. {_what(to.session)}"
    _tell(to, request, "ended", text)


def forget_asked(request: RideRequest) -> None:
    """What was asked is answered, or taken back: it is not told any more."""
    withdraw(key=_key(request, "asked"))


def _what(session: Session) -> str:
    return f"{session.training.title}, le {day_in_full(timezone.localdate(session.begins_at))}"


def _key(request: RideRequest, what: str) -> str:
    return f"ride-request:{request.pk}:{what}"


def _tell(ride: Ride, request: RideRequest, what: str, text: str) -> None:
    notify(
        members=[ride.member],
        key=_key(request, what),
        text=text,
        url=reverse("formation:rides", args=[ride.session_id]),
        matter=Matter.TRAINING,
    )
