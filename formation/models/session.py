"""A session: one run of a training in an EPM, over one or several half-days."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from formation.enums import EnrolmentStatus, SessionStatus, Stage
from formation.models.enrolment import Enrolment
from formation.models.half_day import HalfDay
from formation.models.training import TrainingPage
from formation.wording import places_in_words, rank_in_words
from reseau.models import EPM


def among(related: models.QuerySet, aggregate: models.Aggregate) -> Subquery:
    """`aggregate` over the rows of `related` that belong to the session, without a join that multiplies rows."""
    rows = related.order_by().filter(session=OuterRef("pk")).values("session")
    return Subquery(rows.annotate(figure=aggregate).values("figure"))


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The record of a session is for members of the network. Its dates and place are public (`upcoming`)."""
        return self.all() if user.is_authenticated and user.is_in_network else self.none()

    def held(self):
        return self.exclude(status=SessionStatus.CANCELLED)

    def of_year(self, year: int):
        return self.filter(Exists(HalfDay.objects.filter(session=OuterRef("pk"), date__year=year)))

    def with_dates(self):
        """Annotates `first_day`, `last_day`, `half_day_count` and `closed_count` (half-days with closed attendance)."""
        half_days = HalfDay.objects.all()
        return self.annotate(
            first_day=among(half_days, Min("date")),
            last_day=among(half_days, Max("date")),
            half_day_count=Coalesce(among(half_days, Count("pk")), 0),
            closed_count=Coalesce(among(half_days.filter(closed_at__isnull=False), Count("pk")), 0),
        )

    def with_places(self):
        """Annotates `confirmed_count` and `waiting_count`, from which `places_left` and `places_words` come."""
        return self.annotate(
            confirmed_count=Coalesce(among(Enrolment.objects.confirmed(), Count("pk")), 0),
            waiting_count=Coalesce(among(Enrolment.objects.in_line(), Count("pk")), 0),
        )

    def with_enrolment_of(self, user):
        """Annotates `my_status` and `my_rank`, read by `my_state`; both are null for who never enrolled."""
        mine = Enrolment.objects.active().order_by().filter(session=OuterRef("pk"), member=user.pk)
        return self.annotate(
            my_status=Subquery(mine.values("status")), my_rank=Subquery(mine.with_rank().values("rank"))
        )

    def with_place(self):
        """Joins what a line of a list shows: training (without its long texts), EPM, commune, territory."""
        long_texts = ["introduction", "aims", "kit", "prerequisites", "trainer_profile", "accessibility"]
        joined = self.select_related("training", "epm__commune__territory")
        return joined.defer(*(f"training__{name}" for name in long_texts), "epm__presentation", "epm__opening_hours")

    def upcoming(self):
        """Sessions not cancelled whose first half-day is today or later, the nearest first."""
        return self.held().with_dates().filter(first_day__gte=timezone.localdate()).order_by("first_day", "pk")

    def locked(self, pk: int) -> "Session":
        """The session as it is now; nobody else changes it, enrols or leaves before the transaction ends."""
        return self.select_for_update(of=("self",)).select_related("training", "epm").get(pk=pk)


class Session(models.Model):
    """A session holds 1 to `capacity` people. The attendance of each half-day is closed on its own."""

    training = models.ForeignKey(
        TrainingPage, verbose_name="formation", on_delete=models.PROTECT, related_name="sessions"
    )
    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.PROTECT, related_name="training_sessions")
    capacity = models.PositiveSmallIntegerField("places")
    status = models.CharField("état", max_length=10, choices=SessionStatus, default=SessionStatus.OPEN)
    note = models.CharField("à savoir avant de venir", max_length=300, blank=True)
    cancel_reason = models.CharField("raison de l’annulation", max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ouverte par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("ouverte le", default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "session"
        verbose_name_plural = "sessions"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1),
                name="session_has_a_place",
                violation_error_message="Une session a au moins une place.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.training.title}, {self.epm}"

    def get_absolute_url(self) -> str:
        return reverse("formation:session", args=[self.pk])

    @property
    def place(self) -> str:
        """The EPM, with its commune unless its name says it: « EPM de Gramat », « La Fabrique, Gramat »."""
        commune = self.epm.commune.name
        return self.epm.name if commune in self.epm.name else f"{self.epm.name}, {commune}"

    @property
    def is_cancelled(self) -> bool:
        return self.status == SessionStatus.CANCELLED

    @property
    def begins_at(self) -> datetime.datetime:
        return min(half_day.begins_at for half_day in self.half_days.all())

    def has_begun(self, at: datetime.datetime | None = None) -> bool:
        return self.begins_at <= (at or timezone.now())

    @property
    def places_left(self) -> int:
        """Needs `with_places()`."""
        return max(self.capacity - self.confirmed_count, 0)

    @property
    def places_words(self) -> str:
        """« Il reste 2 places », « Complet : liste d’attente ». Needs `with_places()`."""
        return places_in_words(self.places_left)

    @property
    def my_state(self) -> str:
        """What the member is told of her own enrolment. Needs `with_enrolment_of()`; empty for who is not enrolled."""
        if not self.my_status:
            return ""
        words = "vous êtes inscrit" if self.my_status == EnrolmentStatus.CONFIRMED else rank_in_words(self.my_rank)
        return words[0].upper() + words[1:]

    @property
    def stage(self) -> Stage:
        """Needs `with_dates()`."""
        today = timezone.localdate()
        if self.is_cancelled:
            return Stage.CANCELLED
        if self.first_day > today:
            return Stage.UPCOMING
        if self.closed_count == self.half_day_count:
            return Stage.DONE
        return Stage.RUNNING if self.last_day >= today else Stage.TO_CLOSE
