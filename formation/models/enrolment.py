"""An enrolment: an animator in a session, confirmed within the capacity or waiting for a place."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from formation.enums import EnrolmentStatus, SessionStatus
from formation.wording import rank_in_words
from reseau.models import Member


class EnrolmentQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=EnrolmentStatus.CONFIRMED)

    def waiting(self):
        return self.filter(status=EnrolmentStatus.WAITING)

    def active(self):
        return self.exclude(status=EnrolmentStatus.CANCELLED)

    def in_line(self):
        """The waiting list in its order. Who has left the network since keeps no turn."""
        return self.waiting().filter(member__in=Member.objects.in_network()).order_by("requested_at", "pk")

    def of(self, member):
        return self.filter(member=member)

    def with_days(self):
        """Annotates `first_day`, `last_day` and `half_day_count` of the session, and joins what a list shows."""
        dates = "session__half_days__date"
        dated = self.annotate(first_day=Min(dates), last_day=Max(dates), half_day_count=Count("session__half_days"))
        return dated.select_related("session__training", "session__epm__commune").only(
            "status",
            "requested_at",
            "session__status",
            "session__training__title",
            "session__epm__name",
            "session__epm__commune__name",
        )

    def coming(self):
        """Not left, in sessions that are not over; a cancelled session stays in sight until its last day."""
        return self.active().with_days().filter(last_day__gte=timezone.localdate()).order_by("first_day", "pk")

    def over(self):
        """With a place, in sessions held before today, the latest first."""
        held = self.confirmed().exclude(session__status=SessionStatus.CANCELLED)
        return held.with_days().filter(last_day__lt=timezone.localdate()).order_by("-first_day", "-pk")

    def visible_to(self, user):
        """Members of the network see who takes part."""
        return self.all() if user.is_authenticated and user.is_in_network else self.none()

    def with_rank(self):
        """Annotates `rank`: the turn of a waiting enrolment in the line of its session, from 1."""
        asked_at = OuterRef("requested_at")
        before = Q(requested_at__lt=asked_at) | Q(requested_at=asked_at, pk__lt=OuterRef("pk"))
        ahead = Enrolment.objects.in_line().order_by().filter(before, session=OuterRef("session"))
        counted = ahead.values("session").annotate(number=Count("pk")).values("number")
        return self.annotate(rank=Coalesce(Subquery(counted), 0) + 1)


class Enrolment(models.Model):
    """One row for a member and a session; who comes back after leaving gets a new `requested_at`, hence a new rank."""

    session = models.ForeignKey(
        "formation.Session", verbose_name="session", on_delete=models.CASCADE, related_name="enrolments"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="enrolments"
    )
    status = models.CharField("état", max_length=10, choices=EnrolmentStatus)
    requested_at = models.DateTimeField("demandée le", default=timezone.now)

    objects = EnrolmentQuerySet.as_manager()

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
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.session} ({self.get_status_display()})"

    @property
    def rank_words(self) -> str:
        """« vous êtes 2ᵉ sur la liste d’attente ». Needs `with_rank()`."""
        return rank_in_words(self.rank)

    @property
    def is_active(self) -> bool:
        return self.status != EnrolmentStatus.CANCELLED

    @property
    def is_confirmed(self) -> bool:
        return self.status == EnrolmentStatus.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.status == EnrolmentStatus.WAITING
