"""Car sharing: offer or look for a seat, ask a neighbour, answer, end an agreement at any time.

Everything locks the row of the session, so that a car is never overfull and a passenger is in one car.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.sessions.carpool.models import Ride, RideRequest
from formation.sessions.carpool.neighbours import are_neighbours, departure_commune
from formation.sessions.carpool.notices import (
    notify_request_unsuccessful,
    notify_ride_accepted,
    notify_ride_ended,
    notify_ride_requested,
    withdraw_request_notice,
)
from formation.sessions.enums import RideAnswer, RideKind
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member

GONE = "Cette proposition n’est plus là."
FULL = "Il n’y a plus de place dans cette voiture."
FOUND = "Cette personne a trouvé une place dans une autre voiture."
GIVEN_UP, LEFT = "la personne y renonce", "la personne ne vient plus à cette session"
CANCELLED, REMOTE = "la session est annulée", "la session se tient à distance"


@transaction.atomic
def share_ride(
    *, session: Session, member: Member, kind: RideKind, seats: int = 0, shows_email: bool, shows_phone: bool
) -> Ride:
    """Create or change the ride of `member` for a session.

    Raises ValidationError if the member has no place in the session or no EPM, if the session has begun, is remote or
    is not announced, if no contact is shown, and if an existing agreement would break.
    """
    session = Session.objects.locked(session.pk)
    _refuse_if_over(session)
    commune = departure_commune(member)
    if commune is None:
        raise ValidationError("Le covoiturage part de la commune de votre EPM\u00a0: votre poste n’en a pas.")
    ride = session.rides.filter(member=member).first() or Ride(session=session, member=member)
    if ride.pk:
        _keep_agreements(ride, kind, seats)
    ride.commune, ride.kind, ride.seats = commune, kind, seats if kind == RideKind.OFFER else 0
    ride.shows_email, ride.shows_phone = shows_email, shows_phone
    ride.full_clean()
    ride.save()
    if not session.rides.in_force().filter(pk=ride.pk).exists():
        raise ValidationError("Le covoiturage est réservé aux personnes inscrites et à celles qui animent la session.")
    return ride


@transaction.atomic
def withdraw_ride(*, session: Session, member: Member) -> None:
    """Withdraw the ride of `member`, if any, and notify people who had agreed."""
    session = Session.objects.locked(session.pk)
    ride = session.rides.filter(member=member).first()
    if ride:
        _end_all(ride, GIVEN_UP)


@transaction.atomic
def ask_ride(*, session: Session, member: Member, neighbour_ride: int) -> RideRequest:
    """Ask the neighbour whose ride has the key `neighbour_ride`. Accept instead if that neighbour had asked already.

    Raises ValidationError if the neighbour is gone or declined, and if no seat is left.
    """
    session = Session.objects.locked(session.pk)
    _refuse_if_over(session)
    rides = session.rides.in_force().select_related("commune", "member")
    own_ride, ride = rides.filter(member=member).first(), rides.filter(pk=neighbour_ride).first()
    if own_ride is None or ride is None or own_ride.kind == ride.kind:
        raise ValidationError(GONE)
    offer, search = (own_ride, ride) if own_ride.is_offer else (ride, own_ride)
    request = RideRequest.objects.filter(offer=offer, search=search).first()
    if request and request.answer == RideAnswer.DECLINED:
        raise ValidationError(GONE)
    if request:
        return request if request.is_accepted or request.by_driver == own_ride.is_offer else _accept(request)
    if not are_neighbours(offer, search, session):
        raise ValidationError(GONE)
    _refuse_if_taken(offer, search)
    request = RideRequest.objects.create(offer=offer, search=search, by_driver=own_ride.is_offer)
    notify_ride_requested(request)
    return request


@transaction.atomic
def answer_ride(*, session: Session, member: Member, request_pk: int, accepts: bool) -> RideRequest:
    """Accept or decline a request made to `member`.

    Raises ValidationError if the request is gone, if the car is full, and if the passenger has found another car.
    """
    session = Session.objects.locked(session.pk)
    request = _requests(session).filter(pk=request_pk, answer=RideAnswer.WAITING).first()
    if request is None or request.recipient.member_id != member.pk:
        raise ValidationError(GONE)
    if accepts:
        _refuse_if_over(session)
        in_force = session.rides.in_force().filter(pk__in=[request.offer_id, request.search_id])
        if in_force.count() < 2:
            raise ValidationError(GONE)
        return _accept(request)
    request.answer = RideAnswer.DECLINED
    request.save(update_fields=["answer"])
    withdraw_request_notice(request)
    notify_request_unsuccessful(request)
    return request


@transaction.atomic
def stop_ride(*, session: Session, member: Member, request_pk: int) -> None:
    """Take back a request of `member`, or end an agreement, and notify the other person.

    Raises ValidationError if there is nothing to stop.
    """
    session = Session.objects.locked(session.pk)
    request = _requests(session).filter(pk=request_pk).first()
    sides = {request.offer.member_id: request.offer, request.search.member_id: request.search} if request else {}
    own_ride = sides.get(member.pk)
    if own_ride is None or not (request.is_accepted or (request.is_waiting and request.requester.pk == own_ride.pk)):
        raise ValidationError(GONE)
    _end(request, own_ride, GIVEN_UP)


def end_lost_rides(*, session: Session) -> None:
    """End the rides of people who no longer come, or all rides if nobody travels there; notify people who had agreed.

    The caller changes the session in the same transaction, with its row locked.
    """
    rides = session.rides.all()
    reason = CANCELLED if session.is_cancelled else REMOTE if session.is_remote else ""
    lost_rides = rides if reason else rides.exclude(pk__in=session.rides.in_force().values("pk"))
    for ride in list(lost_rides):
        _end_all(ride, reason or LEFT, notifies_both=bool(reason))


def clear_rides(*, today: datetime.date | None = None) -> int:
    """Delete the rides of past sessions, and end those of people who have left the network.

    Return the number of rides. Idempotent.
    """
    to_come = HalfDay.objects.filter(date__gte=today or timezone.localdate()).values("session")
    past_rides = Ride.objects.exclude(session__in=to_come)
    count = past_rides.count()
    past_rides.delete()
    lost_rides = Ride.objects.exclude(pk__in=Ride.objects.in_force().values("pk"))
    count += lost_rides.count()
    for key in list(lost_rides.order_by("session").values_list("session", flat=True).distinct()):
        with transaction.atomic():
            end_lost_rides(session=Session.objects.locked(key))
    return count


def _requests(session: Session):
    sides = ("offer__member", "offer__commune", "search__member", "search__commune")
    return RideRequest.objects.filter(offer__session=session).select_related(*sides)


def _refuse_if_over(session: Session) -> None:
    if not session.is_open or session.is_remote:
        raise ValidationError("Il n’y a pas de trajet à partager pour cette session.")
    if session.has_begun():
        raise ValidationError("Cette session a déjà commencé.")


def _keep_agreements(ride: Ride, kind: RideKind, seats: int) -> None:
    agreement_count = ride.requests.filter(answer=RideAnswer.ACCEPTED).count()
    if agreement_count and ride.kind != kind:
        raise ValidationError({"kind": "Un covoiturage est convenu\u00a0: annulez-le d’abord."})
    if ride.is_offer and kind == RideKind.OFFER and seats < agreement_count:
        raise ValidationError(
            {"seats": f"{agreement_count}\u00a0personnes viennent déjà avec vous\u00a0: il leur faut une place."}
        )
    if ride.kind != kind:
        for request in _requests(ride.session).filter(pk__in=ride.requests.values("pk")):
            _end(request, ride, GIVEN_UP)


def _refuse_if_taken(offer: Ride, search: Ride) -> None:
    if offer.requests_as_offer.filter(answer=RideAnswer.ACCEPTED).count() >= offer.seats:
        raise ValidationError(FULL)
    if search.requests_as_search.filter(answer=RideAnswer.ACCEPTED).exists():
        raise ValidationError(FOUND)


def _accept(request: RideRequest) -> RideRequest:
    _refuse_if_taken(request.offer, request.search)
    request.answer = RideAnswer.ACCEPTED
    request.save(update_fields=["answer"])
    withdraw_request_notice(request)
    notify_ride_accepted(request)
    other_requests = _requests(request.offer.session).filter(search=request.search, answer=RideAnswer.WAITING)
    for other_request in other_requests:
        _end(other_request, request.search, GIVEN_UP)
    return request


def _end_all(ride: Ride, reason: str, *, notifies_both: bool = False) -> None:
    for request in _requests(ride.session).filter(pk__in=ride.requests.values("pk")):
        _end(request, ride, reason, notifies_both=notifies_both)
    ride.delete()


def _end(request: RideRequest, ride: Ride, reason: str, *, notifies_both: bool = False) -> None:
    """End a request; `ride` is the side that ends it."""
    withdraw_request_notice(request)
    if request.is_accepted:
        for side in (request.offer, request.search):
            if notifies_both or side.pk != ride.pk:
                notify_ride_ended(request, recipient=side, reason=reason)
    elif request.is_waiting and request.requester.pk != ride.pk and not notifies_both:
        notify_request_unsuccessful(request)
    request.delete()
