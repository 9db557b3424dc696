"""A purchase or an agreement that several EPM join, each with its part; never more parts than are offered."""

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils import timezone

from projets.portfolio.pooling.enums import PoolingKind, PoolingState
from projets.portfolio.projects.days import DAY_VALIDATORS
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, euros_in_words

TITLE_LENGTH, UNIT_LENGTH, CONDITIONS_LENGTH, REASON_LENGTH = 120, 60, 2_000, 400
MOST_UNITS, MOST_CENTS = 10_000, 100_000_000
# Cents of a part, added by the database.
PART_CENTS = models.ExpressionWrapper(F("quantity") * F("pooling__unit_cents"), models.BigIntegerField())


class PoolingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all to members of the network, none to anybody else."""
        return self.all() if is_network_member(user) else self.none()

    def joinable(self):
        """Return those whose call is open today."""
        return self.filter(state=PoolingState.OPEN, closes_on__gte=timezone.localdate())

    def with_sums(self):
        """Add `place_count`, how many EPM joined, and `cents`, for how much in all."""
        cents = models.ExpressionWrapper(F("parts__quantity") * F("unit_cents"), models.BigIntegerField())
        sums = {"place_count": models.Count("parts"), "cents": Sum(cents, default=0)}
        return self.annotate(**sums).order_by("-closes_on", "-pk")


class Pooling(models.Model):
    """`unit`: what one part is; `unit_cents`: what it costs each time. `offered`: how many there are, if limited.

    `taken`: how many are taken, kept by the services of parts.
    """

    kind = models.CharField("sorte", max_length=9, choices=PoolingKind, default=PoolingKind.PURCHASE)
    title = models.CharField("titre", max_length=TITLE_LENGTH)
    conditions = models.TextField("conditions", validators=[MaxLengthValidator(CONDITIONS_LENGTH)])
    unit = models.CharField("ce que l’on prend", max_length=UNIT_LENGTH)
    unit_cents = models.PositiveBigIntegerField("prix en centimes", validators=[MaxValueValidator(MOST_CENTS)])
    offered = models.PositiveIntegerField(
        "combien en tout", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_UNITS)]
    )
    taken = models.PositiveIntegerField("combien sont pris", default=0, editable=False)
    closes_on = models.DateField("on rejoint jusqu’au", validators=DAY_VALIDATORS)
    begins_on = models.DateField("commence le", null=True, blank=True, validators=DAY_VALIDATORS)
    ends_on = models.DateField("finit le", null=True, blank=True, validators=DAY_VALIDATORS)
    state = models.CharField("état", max_length=8, choices=PoolingState, default=PoolingState.OPEN)
    reason = models.CharField("pourquoi abandonné", max_length=REASON_LENGTH, blank=True)
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="coordonné par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created = models.DateTimeField("créé le", default=timezone.now, editable=False)
    changed = models.DateTimeField("changé le", auto_now=True)

    objects = PoolingQuerySet.as_manager()

    class Meta:
        verbose_name = "mutualisation"
        verbose_name_plural = "mutualisations"
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(offered__isnull=True) | Q(taken__lte=F("offered")),
                name="pooling_never_over_its_offer",
                violation_error_message="Il y en a déjà plus de pris\u00a0: attendez, ou offrez-en davantage.",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="pooling_ends_after_it_begins",
                violation_error_message="Cela finit après avoir commencé.",
            ),
            models.CheckConstraint(
                condition=(Q(state=PoolingState.GIVEN_UP) & ~Q(reason=""))
                | (~Q(state=PoolingState.GIVEN_UP) & Q(reason="")),
                name="pooling_given_up_with_a_reason",
                violation_error_message="Dites pourquoi c’est abandonné.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projets:pooling", args=[self.pk])

    @property
    def is_past(self) -> bool:
        """Whether the last day of an open call is over, and nobody has closed it yet."""
        return self.state == PoolingState.OPEN and not self.is_joinable

    @property
    def tone(self) -> str:
        return "wait" if self.is_past else PoolingState(self.state).tone

    @property
    def state_words(self) -> str:
        return "Appel fini" if self.is_past else self.get_state_display()

    @property
    def is_joinable(self) -> bool:
        return self.state == PoolingState.OPEN and self.closes_on >= timezone.localdate()

    @property
    def left(self) -> int | None:
        """How many are left; None without a limit."""
        return None if self.offered is None else self.offered - self.taken

    @property
    def price_words(self) -> str:
        return euros_in_words(self.unit_cents)

    @property
    def cents_words(self) -> str:
        """The sum of all parts, joined by `with_sums`."""
        return euros_in_words(self.cents)

    @property
    def period(self) -> str:
        """« du 1er mars 2026 au 30 juin 2026 »; empty without a date."""
        begin, end = (day and day_in_full(day, "j F Y") for day in (self.begins_on, self.ends_on))
        if begin and end:
            return f"du {begin} au {end}"
        return f"à partir du {begin}" if begin else f"jusqu’au {end}" if end else ""


class PoolingPartQuerySet(models.QuerySet):
    def with_cents(self):
        """Add `cents`, computed by the database, in the order of the names of the EPM."""
        return self.annotate(cents=PART_CENTS).select_related("epm", "joined_by").order_by("epm__search_name", "pk")


class PoolingPart(models.Model):
    """What an EPM takes; of an agreement, one part each."""

    pooling = models.ForeignKey(Pooling, verbose_name="mutualisation", on_delete=models.CASCADE, related_name="parts")
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="pooling_parts")
    quantity = models.PositiveIntegerField("combien", validators=[MinValueValidator(1), MaxValueValidator(MOST_UNITS)])
    joined = models.DateTimeField("depuis le", default=timezone.now, editable=False)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = PoolingPartQuerySet.as_manager()

    class Meta:
        verbose_name = "part d’une mutualisation"
        verbose_name_plural = "parts des mutualisations"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pooling", "epm"],
                name="pooling_part_once_for_an_epm",
                violation_error_message="Cet EPM en est déjà.",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="pooling_part_of_one_at_least",
                violation_error_message="Prenez-en un au moins.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.epm)

    @property
    def cents_words(self) -> str:
        """The sum of this part, joined by `with_cents`."""
        return euros_in_words(self.cents)
