"""A call for a replacement, and the people who were asked."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from formation.sessions.enums import SessionStatus
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from reseau.permissions import is_coordinator, is_network_member


class ReplacementCallQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Calls of all sessions for coordinators; for others those of their territory, and those that ask them."""
        if not is_network_member(user):
            return self.none()
        if is_coordinator(user):
            return self.all()
        places = ("session__epm__commune__territory__in", "session__commune__territory__in")
        in_territory = Q(**{places[0]: user.watched_territory_ids}) | Q(**{places[1]: user.watched_territory_ids})
        is_asked = Exists(AskedTrainer.objects.filter(call=OuterRef("pk"), member=user.pk))
        return self.filter(in_territory | is_asked)

    def open(self):
        """Calls that somebody may still accept: the session is to come, and the trainer still expected in it."""
        still_gives = SessionTrainer.objects.filter(session=OuterRef("session"), member=OuterRef("replaced"))
        half_days = HalfDay.objects.filter(
            session=OuterRef("session"), closed_at__isnull=True, date__gte=timezone.localdate()
        )
        return self.filter(
            Exists(still_gives),
            Exists(half_days),
            taken_by__isnull=True,
            ended_at__isnull=True,
            session__status=SessionStatus.OPEN,
        )

    def with_session(self):
        return self.select_related("session__training", "session__epm__commune", "session__commune", "replaced")


class ReplacementCall(models.Model):
    """`taken_by`: whoever accepted first. `ended_at`: no longer open without anybody."""

    session = models.ForeignKey(
        Session, verbose_name="session", on_delete=models.CASCADE, related_name="replacement_calls"
    )
    replaced = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="personne remplacée", on_delete=models.CASCADE, related_name="+"
    )
    message = models.CharField("message", max_length=300, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="appel lancé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("lancé le", default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="acceptée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replacements_taken",
    )
    taken_at = models.DateTimeField("acceptée le", null=True, blank=True)
    ended_at = models.DateTimeField("close le", null=True, blank=True)

    objects = ReplacementCallQuerySet.as_manager()

    class Meta:
        verbose_name = "appel à remplacement"
        verbose_name_plural = "appels à remplacement"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "replaced"],
                condition=Q(taken_at__isnull=True, ended_at__isnull=True),
                name="replacement_called_once_at_a_time",
                violation_error_message="Un appel est déjà en cours pour remplacer cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(ended_at__isnull=True),
                name="replacement_is_taken_or_ended",
                violation_error_message="Un appel accepté n’est pas clos sans personne.",
            ),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True) | Q(taken_at__isnull=False),
                name="replacement_taken_at_some_time",
                violation_error_message="Un appel accepté porte l’heure de son acceptation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}\u00a0: {self.replaced}"

    def get_absolute_url(self) -> str:
        return reverse("formation:replacement", args=[self.pk])

    @property
    def is_taken(self) -> bool:
        return self.taken_at is not None


class AskedTrainer(models.Model):
    """Somebody whom a call asks; one line, whatever they answer. Whoever accepts is `ReplacementCall.taken_by`."""

    call = models.ForeignKey(ReplacementCall, verbose_name="appel", on_delete=models.CASCADE, related_name="asked")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="replacements_asked"
    )
    declined_at = models.DateTimeField("déclinée le", null=True, blank=True)

    class Meta:
        verbose_name = "personne sollicitée"
        verbose_name_plural = "personnes sollicitées"
        ordering = ["member__search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "member"],
                name="replacement_asked_once",
                violation_error_message="Cette personne est déjà sollicitée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.call}"
