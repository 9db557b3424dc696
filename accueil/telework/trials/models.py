"""Trials of telework, and versions of the method by which they are counted."""

import datetime
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accueil.telework.bookings.models.agreement import EMPLOYER_LENGTH, TeleworkAgreement
from accueil.telework.enums import CommuteMode, MethodFactor
from reseau.permissions import is_network_member
from reseau.texts.wording import day_in_full

# A version of the method of trials: what is counted and what is not, rebound effects, factors with their source.
SOURCE_LENGTH, WORDS_LENGTH = 200, 1_500


class TrialMethod(models.Model):
    """Never changed: a correction is another version. A trial keeps the version with which it is counted."""

    words = models.TextField("méthode", validators=[MaxLengthValidator(WORDS_LENGTH)])
    rebound_words = models.TextField("effets rebond", validators=[MaxLengthValidator(WORDS_LENGTH)])
    recorded = models.DateTimeField("notée le", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="notée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "méthode des expérimentations"
        verbose_name_plural = "méthodes des expérimentations"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Version {self.pk}"

    @property
    def values(self) -> dict[str, Decimal]:
        """Value of each factor. One query, none if they are prefetched."""
        return {factor.name: factor.value for factor in self.factors.all()}


class TrialFactor(models.Model):
    """One number of a version, and where it comes from."""

    method = models.ForeignKey(TrialMethod, verbose_name="méthode", on_delete=models.CASCADE, related_name="factors")
    name = models.CharField("facteur", max_length=20, choices=MethodFactor)
    value = models.DecimalField("valeur", max_digits=6, decimal_places=1)
    source = models.CharField("source", max_length=SOURCE_LENGTH)

    class Meta:
        verbose_name = "facteur d’une méthode"
        verbose_name_plural = "facteurs des méthodes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "name"],
                name="trial_factor_once_in_its_method",
                violation_error_message="Ce facteur est déjà dans cette version.",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="trial_factor_not_negative",
                violation_error_message="Un facteur est positif ou nul.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_name_display()

    @property
    def value_words(self) -> str:
        """« 35,2 g », « 7 heures »."""
        number = f"{self.value:.1f}".removesuffix(".0").replace(".", ",")
        return f"{number}\u00a0{MethodFactor(self.name).unit}"


# A trial of telework: an employer, agents by number, what each declared before, and the days that follow.
#
# No agent has a name. Nothing is shown of fewer than five of them.
FARTHEST_KILOMETRES, LONGEST_MINUTES, DEAREST = 400, 600, 5
MOST_DAYS = 31


def begins_its_month(day: datetime.date) -> None:
    if day.day != 1:
        raise ValidationError("Un mois se note par son premier jour.")


class TeleworkTrialQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all of them for members of the network, none for anybody else."""
        return self.all() if is_network_member(user) else self.none()


class TeleworkTrial(models.Model):
    """`method`: the version with which it is counted, until the coordination moves it to a later one."""

    employer = models.CharField("employeur", max_length=EMPLOYER_LENGTH)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    method = models.ForeignKey(TrialMethod, verbose_name="méthode", on_delete=models.PROTECT, related_name="trials")
    created = models.DateTimeField("créée le", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="créée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = TeleworkTrialQuerySet.as_manager()

    class Meta:
        verbose_name = "expérimentation de télétravail"
        verbose_name_plural = "expérimentations de télétravail"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="telework_trial_ends_after_it_starts",
                violation_error_message="L’expérimentation finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.employer

    def get_absolute_url(self) -> str:
        return reverse("accueil:telework_trial", args=[self.pk])

    @property
    def period(self) -> str:
        return f"du {day_in_full(self.starts_on, 'j F Y')} au {day_in_full(self.ends_on, 'j F Y')}"

    @property
    def months(self) -> list[datetime.date]:
        """First days of the months that it touches."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.starts_on, self.ends_on))
        return [datetime.date(rank // 12, rank % 12 + 1, 1) for rank in range(first, last + 1)]


def _kilometres(label: str, **kwargs) -> models.DecimalField:
    bounds = [MinValueValidator(0), MaxValueValidator(FARTHEST_KILOMETRES)]
    return models.DecimalField(label, max_digits=4, decimal_places=1, validators=bounds, **kwargs)


class TrialAgent(models.Model):
    """The baseline of one agent, as declared: there and back, kilometres and minutes.

    `centre_kilometres`, `centre_minutes`: there and back to the place where they telework, 0 at home. `agreement`: the
    seat bookings that count for them.
    """

    trial = models.ForeignKey(
        TeleworkTrial, verbose_name="expérimentation", on_delete=models.CASCADE, related_name="agents"
    )
    number = models.PositiveSmallIntegerField("numéro")
    kilometres = _kilometres("kilomètres aller-retour")
    minutes = models.PositiveSmallIntegerField("minutes aller-retour", validators=[MaxValueValidator(LONGEST_MINUTES)])
    days_a_week = models.DecimalField(
        "jours par semaine", max_digits=2, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(7)]
    )
    mode = models.CharField("mode de déplacement", max_length=8, choices=CommuteMode)
    cost_per_kilometre = models.DecimalField(
        "coût d’un kilomètre (€)",
        max_digits=4,
        decimal_places=3,
        validators=[MinValueValidator(0), MaxValueValidator(DEAREST)],
    )
    centre_kilometres = _kilometres("kilomètres jusqu’au télécentre, aller-retour", default=0)
    centre_minutes = models.PositiveSmallIntegerField(
        "minutes jusqu’au télécentre, aller-retour", default=0, validators=[MaxValueValidator(LONGEST_MINUTES)]
    )
    agreement = models.ForeignKey(
        TeleworkAgreement,
        verbose_name="accord de télétravail",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="trial_agents",
    )

    class Meta:
        verbose_name = "agent d’une expérimentation"
        verbose_name_plural = "agents des expérimentations"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["trial", "number"],
                name="trial_agent_numbered_once",
                violation_error_message="Un agent de cette expérimentation porte déjà ce numéro.",
            ),
            models.UniqueConstraint(
                fields=["trial", "agreement"],
                name="trial_agreement_of_one_agent",
                violation_error_message="Cet accord est déjà celui d’un autre agent.",
            ),
        ]

    def __str__(self) -> str:
        return f"Agent {self.number}"


class TrialDays(models.Model):
    """Whole days that an agent declared for a month, at home and at a télécentre."""

    agent = models.ForeignKey(TrialAgent, verbose_name="agent", on_delete=models.CASCADE, related_name="declared_days")
    month = models.DateField("mois", validators=[begins_its_month])
    home_days = models.PositiveSmallIntegerField("jours à la maison", default=0)
    centre_days = models.PositiveSmallIntegerField("jours au télécentre", default=0)

    class Meta:
        verbose_name = "jours déclarés d’un agent"
        verbose_name_plural = "jours déclarés des agents"
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "month"],
                name="trial_days_declared_once_a_month",
                violation_error_message="Ce mois est déjà déclaré pour cet agent.",
            ),
            models.CheckConstraint(
                condition=Q(home_days__lte=MOST_DAYS - F("centre_days")),
                name="trial_days_of_one_month",
                violation_error_message=f"Un mois a {MOST_DAYS} jours au plus.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent}, {day_in_full(self.month, 'F Y')}"
