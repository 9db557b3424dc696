"""An enrolment of a member in a session, from the request to the place, and its journal."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, Max, Min, OuterRef, Q, When
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.sessions.models.session import PLACE_FIELDS, PLACE_JOINS
from formation.sessions.wording import state_in_words
from reseau.people.members.models.member import Member


class EnrolmentQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=EnrolmentStatus.CONFIRMED)

    def holding(self):
        """Enrolments that take a place of their session."""
        return self.filter(status__in=EnrolmentStatus.holding())

    def offered(self):
        return self.filter(status=EnrolmentStatus.OFFERED)

    def waiting(self):
        return self.filter(status=EnrolmentStatus.WAITING)

    def active(self):
        return self.exclude(status=EnrolmentStatus.CANCELLED)

    def on_waiting_list(self):
        """Members who wait for a place, oldest request first. Their order is in
        `formation.sessions.enrolment.waiting_list`.

        Members who have left the network are skipped.
        """
        return self.waiting().filter(member__in=Member.objects.in_network()).order_by("requested_at", "pk")

    def attended(self):
        """Enrolments with at least one presence at a half-day whose attendance is closed."""
        present = Enrolment.objects.order_by().filter(
            pk=OuterRef("pk"), attendances__is_present=True, attendances__half_day__closed_at__isnull=False
        )
        return self.filter(Exists(present))

    def of(self, member):
        return self.filter(member=member)

    def with_days(self):
        """Annotate `first_day`, `last_day`, `half_day_count` and `is_closed` (every sheet); join columns of lists."""
        half_days = "session__half_days"
        closed_count = Count(half_days, filter=Q(**{f"{half_days}__closed_at__isnull": False}))
        enrolments = self.annotate(
            first_day=Min(f"{half_days}__date"),
            last_day=Max(f"{half_days}__date"),
            half_day_count=Count(half_days),
            is_closed=Case(When(GreaterThanOrEqual(closed_count, Count(half_days)), then=True), default=False),
        )
        displayed_fields = ("training__title", *PLACE_FIELDS)
        # Read by the rules of the waiting list.
        rule_fields = ("capacity", "never_trained_first", "one_per_epm_first", "quotas_until")
        return enrolments.select_related("session__training", *(f"session__{name}" for name in PLACE_JOINS)).only(
            "status",
            "requested_at",
            "offered_until",
            "session__status",
            *(f"session__{name}" for name in (*displayed_fields, *rule_fields)),
        )

    def upcoming(self):
        """Enrolments in sessions that are not over. A cancelled session stays until its last day."""
        enrolments = self.active().with_days().filter(last_day__gte=timezone.localdate(), is_closed=False)
        return enrolments.order_by("first_day", "pk")

    def visible_to(self, user):
        """All of them for members of the network, who may see the participants."""
        return self.all() if user.is_authenticated and user.is_in_network else self.none()


class Enrolment(models.Model):
    """One row for a member and a session. A member who enrols again gets a new `requested_at`, and thus a new rank.

    A free place is kept for the first on the waiting list until `offered_until`. `put_first_at`: a coordinator put the
    member first, for a reason that the journal keeps.
    """

    session = models.ForeignKey(
        "formation.Session", verbose_name="session", on_delete=models.CASCADE, related_name="enrolments"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.PROTECT, related_name="enrolments"
    )
    status = models.CharField("état", max_length=10, choices=EnrolmentStatus)
    requested_at = models.DateTimeField("demandée le", default=timezone.now)
    offered_until = models.DateTimeField("place gardée jusqu’au", null=True, blank=True)
    put_first_at = models.DateTimeField("mise en tête le", null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()
    turn = None  # position in the waiting list, set by code that reads the whole list

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
    """A line of the journal: new status, time, author (null: the site, by its rules) and reason."""

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
