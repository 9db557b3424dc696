"""A seat booked for one half-day. A whole day is two bookings, so that one of them may be cancelled without the other.

The database holds the rule: under a unique constraint, a seat has one booking that stands in a half-day.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accueil.telework.bookings.models.agreement import EMPLOYER_LENGTH, NAME_LENGTH, SeatSeries
from accueil.telework.enums import HOLDING, SeatBookingState
from accueil.telework.seats.models import Seat
from formation.enums import DayPart
from formation.working_halves import NOON, PARTS, WorkingHalf


def _lapsed() -> Q:
    """Condition: nobody confirmed it in time. It has lost its seat even if no job has run since."""
    return Q(state=SeatBookingState.TO_CONFIRM, confirm_by__lt=timezone.localdate())


class SeatBookingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the bookings of the places where `user` works: nobody else reads who comes."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        return self.filter(seat__telecentre__epm__in=user.epm_ids)

    def holding(self):
        """Return those that have their seat."""
        return self.filter(state__in=HOLDING).exclude(_lapsed())

    def lapsed(self):
        """Return those that nobody confirmed in time, and that are not freed yet."""
        return self.filter(_lapsed())

    def to_confirm(self):
        return self.filter(state=SeatBookingState.TO_CONFIRM, confirm_by__gte=timezone.localdate())

    def to_come(self):
        """Return those whose half-day is not over."""
        now = timezone.localtime()
        today = Q(date=now.date())
        if now.time() >= NOON:
            today &= Q(part=DayPart.AFTERNOON)
        return self.filter(Q(date__gt=now.date()) | today)

    def named(self):
        return self.exclude(name="")

    def of_same_person(self, booking: "SeatBooking"):
        """Return those of the same series, or for the same name and employer in the same télécentre."""
        same = Q(name=booking.name, employer=booking.employer, seat__telecentre=booking.seat.telecentre_id)
        return self.filter(same | Q(series__isnull=False, series=booking.series_id))

    def with_place(self):
        return self.select_related("seat__telecentre__epm__commune__territory")


class SeatBooking(models.Model):
    """`name`: first name and initial; it is erased with the employer a month after the half-day.

    `confirm_by`: last day on which a booking that comes back may be confirmed; after it the seat is free.
    """

    seat = models.ForeignKey(Seat, verbose_name="poste", on_delete=models.PROTECT, related_name="bookings")
    series = models.ForeignKey(
        SeatSeries,
        verbose_name="revient avec",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bookings",
    )
    date = models.DateField("date")
    part = models.CharField("moment", max_length=10, choices=DayPart)
    name = models.CharField("prénom et initiale", max_length=NAME_LENGTH, blank=True)
    employer = models.CharField("employeur", max_length=EMPLOYER_LENGTH, blank=True)
    state = models.CharField("état", max_length=10, choices=SeatBookingState, default=SeatBookingState.BOOKED)
    confirm_by = models.DateField("à confirmer au plus tard le", null=True, blank=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="réservé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    booked = models.DateTimeField("réservé le", default=timezone.now, editable=False)
    changed = models.DateTimeField("changé le", default=timezone.now, editable=False)

    objects = SeatBookingQuerySet.as_manager()

    class Meta:
        verbose_name = "réservation d’un poste"
        verbose_name_plural = "réservations de postes"
        ordering = ["date", "-part", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "date", "part"],
                condition=Q(state__in=HOLDING),
                name="seat_booked_once_in_a_half_day",
                violation_error_message="Ce poste vient d’être réservé à ce moment-là.",
            ),
            models.UniqueConstraint(
                fields=["series", "date", "part"],
                name="seat_series_once_in_a_half_day",
                violation_error_message="Cette réservation revient déjà à ce moment-là.",
            ),
            models.CheckConstraint(
                condition=Q(part__in=PARTS),
                name="seat_booked_for_a_morning_or_an_afternoon",
                violation_error_message="Un poste se réserve un matin ou un après-midi.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SeatBookingState.TO_CONFIRM) | Q(confirm_by__isnull=False, series__isnull=False),
                name="seat_to_confirm_has_its_last_day",
                violation_error_message="Ce qui est à confirmer a un dernier jour pour cela.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.half.words}"

    @property
    def half(self) -> WorkingHalf:
        return WorkingHalf.of(self.date, DayPart(self.part))

    @property
    def who(self) -> str:
        return self.name or "Nom effacé"

    @property
    def is_to_confirm(self) -> bool:
        return self.state == SeatBookingState.TO_CONFIRM and not self.is_lapsed

    @property
    def is_lapsed(self) -> bool:
        return self.state == SeatBookingState.TO_CONFIRM and self.confirm_by < timezone.localdate()

    @property
    def is_holding(self) -> bool:
        return self.state in HOLDING and not self.is_lapsed

    @property
    def may_be_cancelled(self) -> bool:
        return self.is_holding and not self.half.is_past and self.state != SeatBookingState.CAME

    @property
    def may_be_told(self) -> bool:
        """Whether the team may still say that the person came, or did not."""
        told = (SeatBookingState.CAME, SeatBookingState.ABSENT)
        return (self.is_holding or self.state in told) and self.half.has_begun

    @property
    def state_words(self) -> str:
        return SeatBookingState.FREED.label if self.is_lapsed else self.get_state_display()

    @property
    def tone(self) -> str:
        return "" if self.is_lapsed else SeatBookingState(self.state).tone
