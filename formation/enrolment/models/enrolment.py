"""An enrolment: an animator in a session, from her request to her place, and the journal of what happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Max, Min, Q, When
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.wording import state_in_words
from reseau.members.models.member import Member


class EnrolmentQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=EnrolmentStatus.CONFIRMED)

    def holding(self):
        """Those that take a place of their session."""
        return self.filter(status__in=EnrolmentStatus.holding())

    def offered(self):
        return self.filter(status=EnrolmentStatus.OFFERED)

    def waiting(self):
        return self.filter(status=EnrolmentStatus.WAITING)

    def active(self):
        return self.exclude(status=EnrolmentStatus.CANCELLED)

    def in_line(self):
        """Who waits for a place, the oldest request first; their turns are in `formation.line`.

        Who has left the network since keeps no turn.
        """
        return self.waiting().filter(member__in=Member.objects.in_network()).order_by("requested_at", "pk")

    def of(self, member):
        return self.filter(member=member)

    def with_days(self):
        """Annotates `first_day`, `last_day`, `half_day_count` and `is_closed` (all its sheets are) of the session, and
        joins what a list shows.
        """
        half_days = "session__half_days"
        closed = Count(half_days, filter=Q(**{f"{half_days}__closed_at__isnull": False}))
        dated = self.annotate(
            first_day=Min(f"{half_days}__date"),
            last_day=Max(f"{half_days}__date"),
            half_day_count=Count(half_days),
            is_closed=Case(When(GreaterThanOrEqual(closed, Count(half_days)), then=True), default=False),
        )
        shown = ("training__title", "place_kind", "elsewhere", "epm__name", "epm__commune__name", "commune__name")
        # What the waiting list goes by.
        rules = ("capacity", "never_trained_first", "one_per_epm_first", "quotas_until")
        return dated.select_related("session__training", "session__epm__commune", "session__commune").only(
            "status",
            "requested_at",
            "offered_until",
            "session__status",
            *(f"session__{name}" for name in (*shown, *rules)),
        )

    def coming(self):
        """Not left, in sessions that are not over; a cancelled session stays in sight until its last day."""
        dated = self.active().with_days().filter(last_day__gte=timezone.localdate(), is_closed=False)
        return dated.order_by("first_day", "pk")

    def visible_to(self, user):
        """Members of the network see who takes part."""
        return self.all() if user.is_authenticated and user.is_in_network else self.none()


class Enrolment(models.Model):
    """One row for a member and a session; who comes back after leaving gets a new `requested_at`, hence a new rank.

    A place that is free is kept for who is first in line until `offered_until`. `put_first_at`: a coordinator had this
    one pass before the rules, and the journal says why.
    """

    session = models.ForeignKey(
        "formation.Session", verbose_name="session", on_delete=models.CASCADE, related_name="enrolments"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="enrolments"
    )
    status = models.CharField("état", max_length=10, choices=EnrolmentStatus)
    requested_at = models.DateTimeField("demandée le", default=timezone.now)
    offered_until = models.DateTimeField("place gardée jusqu’au", null=True, blank=True)
    put_first_at = models.DateTimeField("mise en tête le", null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()
    turn = None  # her turn in the line, filled in by those who read a whole line at once

    class Meta:
        verbose_name = "inscription"
        verbose_name_plural = "inscriptions"
        ordering = ["requested_at", "pk"]
        indexes = [models.Index(fields=["session", "status", "requested_at"], name="enrolment_session_line")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                name="enrolment_once_in_session",
                violation_error_message="Cette personne est déjà inscrite à cette session.",
            ),
            models.CheckConstraint(
                condition=models.Q(status=EnrolmentStatus.OFFERED, offered_until__isnull=False)
                | (~models.Q(status=EnrolmentStatus.OFFERED) & models.Q(offered_until__isnull=True)),
                name="enrolment_offer_has_an_end",
                violation_error_message="Une place proposée l’est jusqu’à une date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.session} ({self.get_status_display()})"

    @property
    def state_words(self) -> str:
        return state_in_words(EnrolmentStatus(self.status))

    @property
    def is_active(self) -> bool:
        return self.status != EnrolmentStatus.CANCELLED

    @property
    def is_holding(self) -> bool:
        return self.status in EnrolmentStatus.holding()

    @property
    def is_confirmed(self) -> bool:
        return self.status == EnrolmentStatus.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.status == EnrolmentStatus.WAITING

    @property
    def is_offered(self) -> bool:
        return self.status == EnrolmentStatus.OFFERED

    @property
    def is_requested(self) -> bool:
        return self.status == EnrolmentStatus.REQUESTED


class EnrolmentEvent(models.Model):
    """A line of the journal: what an enrolment became, when, by whom (nobody: the site, by its rules) and why."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="inscription", on_delete=models.CASCADE, related_name="events"
    )
    at = models.DateTimeField("le", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    status = models.CharField("état", max_length=10, choices=EnrolmentStatus)
    reason = models.CharField("raison", max_length=200, blank=True)

    class Meta:
        verbose_name = "ligne du journal des inscriptions"
        verbose_name_plural = "journal des inscriptions"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment.member}, {self.at:%d/%m/%Y %H:%M}\u00a0: {self.get_status_display()}"
