"""Car sharing: rides offered and wanted for a session, and the requests between neighbours."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.sessions.enums import RideAnswer, RideKind, SessionStatus
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune

MOST_SEATS = 8


class RideQuerySet(models.QuerySet):
    def in_force(self):
        """Rides of members of the network who still have a place in an announced session, or who give it."""
        sessions = Session.objects.order_by().filter(pk=OuterRef("session"))
        has_place = sessions.filter(enrolments__member=OuterRef("member"), enrolments__status=EnrolmentStatus.CONFIRMED)
        is_trainer = sessions.filter(trainers__member=OuterRef("member"))
        return self.filter(
            Exists(has_place) | Exists(is_trainer),
            session__status=SessionStatus.OPEN,
            member__in=Member.objects.in_network().values("pk"),
        )

    def with_accepted_requests(self):
        """Annotate `accepted_requests`: their number, on either side."""
        accepted = RideAnswer.ACCEPTED
        as_driver = Count("requests_as_offer", Q(requests_as_offer__answer=accepted), distinct=True)
        as_passenger = Count("requests_as_search", Q(requests_as_search__answer=accepted), distinct=True)
        return self.annotate(accepted_requests=as_driver + as_passenger)


class Ride(models.Model):
    """What one person offers or looks for, for one session; deleted when withdrawn.

    Neighbours see `commune` and an estimate. Name and chosen contacts are shown once both people have accepted.
    """

    session = models.ForeignKey(Session, verbose_name="session", on_delete=models.CASCADE, related_name="rides")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="rides"
    )
    commune = models.ForeignKey(Commune, verbose_name="commune de départ", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("ce que je propose", max_length=10, choices=RideKind)
    seats = models.PositiveSmallIntegerField("places dans ma voiture", default=0)
    shows_email = models.BooleanField("mon adresse électronique", default=False)
    shows_phone = models.BooleanField("mon téléphone professionnel", default=False)
    created = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = RideQuerySet.as_manager()

    class Meta:
        verbose_name = "covoiturage"
        verbose_name_plural = "covoiturages"
        ordering = ["created", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                name="ride_once_in_session",
                violation_error_message="Vous avez déjà dit ce que vous proposez pour cette session.",
            ),
            models.CheckConstraint(
                condition=Q(kind=RideKind.OFFER, seats__range=(1, MOST_SEATS)) | Q(kind=RideKind.SEARCH, seats=0),
                name="ride_offer_has_seats",
                violation_error_message=f"Dites combien de places vous avez\u00a0: de 1 à {MOST_SEATS}.",
            ),
            models.CheckConstraint(
                condition=Q(shows_email=True) | Q(shows_phone=True),
                name="ride_has_a_contact",
                violation_error_message="Choisissez au moins un moyen de vous joindre.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.commune}"

    @property
    def is_offer(self) -> bool:
        return self.kind == RideKind.OFFER

    @property
    def requests(self):
        """Requests in which the ride takes part."""
        return self.requests_as_offer if self.is_offer else self.requests_as_search

    @property
    def contacts(self) -> list[str]:
        """Contacts that the member chose to show and still has."""
        choices = [(self.shows_email, self.member.email), (self.shows_phone, self.member.phone)]
        return [address for is_shown, address in choices if is_shown and address]


class RideRequest(models.Model):
    """A request between a driver and a passenger of one session: one asks, the other answers."""

    offer = models.ForeignKey(
        Ride, verbose_name="qui emmène", on_delete=models.CASCADE, related_name="requests_as_offer"
    )
    search = models.ForeignKey(
        Ride, verbose_name="qui cherche une place", on_delete=models.CASCADE, related_name="requests_as_search"
    )
    by_driver = models.BooleanField("demandée par qui emmène")
    answer = models.CharField("réponse", max_length=10, choices=RideAnswer, default=RideAnswer.WAITING)
    created = models.DateTimeField("demandée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "demande de covoiturage"
        verbose_name_plural = "demandes de covoiturage"
        ordering = ["created", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "search"],
                name="ride_request_once",
                violation_error_message="Cette demande existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["search"],
                condition=Q(answer=RideAnswer.ACCEPTED),
                name="ride_request_one_car_for_a_passenger",
                violation_error_message="Cette personne a déjà une place dans une voiture.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer.commune}, {self.search.commune}\u00a0: {self.get_answer_display()}"

    @property
    def is_accepted(self) -> bool:
        return self.answer == RideAnswer.ACCEPTED

    @property
    def is_waiting(self) -> bool:
        return self.answer == RideAnswer.WAITING

    @property
    def requester(self) -> Ride:
        return self.offer if self.by_driver else self.search

    @property
    def recipient(self) -> Ride:
        return self.search if self.by_driver else self.offer

    def other_than(self, ride: Ride) -> Ride:
        return self.search if ride.pk == self.offer_id else self.offer
