"""Opinions on interviews, as numbers by place, partner and month; the tablet of a place; what waits to be counted.

Nothing ties an opinion to a person, to an appointment, or to another opinion.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accueil.visio.appointments.enums import FAVOURABLE, OpinionAnswer, OpinionQuestion
from accueil.visio.partners.models import Partner
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full
from reseau.web.signed_links import link_token

# Receipts outlive what may wait in a browser (60 days) and what a departure left sealed in it (90 days).
RECEIPT_KEPT = datetime.timedelta(days=160)
# An interview whose outcome nobody noted by then will not be.
WAITING_KEPT = datetime.timedelta(days=60)


def column(question: OpinionQuestion, answer: OpinionAnswer) -> str:
    """Return the name of the column that counts an answer."""
    return f"{question.value}_{answer.value}"


def columns(question: OpinionQuestion, *answers: OpinionAnswer) -> list[str]:
    return [column(question, answer) for answer in answers or OpinionAnswer]


def _adds_up(question: OpinionQuestion) -> models.CheckConstraint:
    first, *others = columns(question)
    total = F(first)
    for other in others:
        total += F(other)
    return models.CheckConstraint(
        condition=Q(received=total),
        name=f"every_opinion_answers_{question.value}",
        violation_error_message="Chaque avis répond aux deux questions.",
    )


def _count(label: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=0)


class OpinionMonth(models.Model):
    """What people said of the interviews of one partner at one place in one month: numbers alone.

    `interviews`: those seen, when an opinion last came; the database refuses one opinion more. Changed by
    `accueil.visio.opinions.services` alone.
    """

    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="opinion_months")
    partner = models.ForeignKey(
        Partner, verbose_name="partenaire", on_delete=models.PROTECT, related_name="opinion_months"
    )
    month = models.DateField("premier jour du mois")
    interviews = _count("entretiens qui ont eu lieu")
    received = _count("avis reçus")
    welcome_yes = _count("accueil\u00a0: oui")
    welcome_rather_yes = _count("accueil\u00a0: plutôt oui")
    welcome_rather_no = _count("accueil\u00a0: plutôt non")
    welcome_no = _count("accueil\u00a0: non")
    expectations_yes = _count("attentes\u00a0: oui")
    expectations_rather_yes = _count("attentes\u00a0: plutôt oui")
    expectations_rather_no = _count("attentes\u00a0: plutôt non")
    expectations_no = _count("attentes\u00a0: non")

    class Meta:
        verbose_name = "avis d’un mois"
        verbose_name_plural = "avis par mois"
        ordering = ["-month", "epm", "partner"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "partner", "month"],
                name="opinions_once_a_month",
                violation_error_message="Ce mois a déjà ses avis.",
            ),
            models.CheckConstraint(
                condition=Q(received__lte=F("interviews")),
                name="one_opinion_for_an_interview_seen",
                violation_error_message="Il y a un avis au plus par entretien qui a eu lieu.",
            ),
            *(_adds_up(question) for question in OpinionQuestion),
        ]

    def __str__(self) -> str:
        return f"{self.epm}, {self.partner}, {day_in_full(self.month, 'F Y')}"

    def favourable(self, question: OpinionQuestion) -> int:
        return sum(getattr(self, name) for name in columns(question, *FAVOURABLE))


class WaitingOpinion(models.Model):
    """An opinion that came before the outcome of its interview was noted. Counted then, or forgotten."""

    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partner, verbose_name="partenaire", on_delete=models.PROTECT, related_name="+")
    month = models.DateField("premier jour du mois")
    welcome = models.CharField("accueil", max_length=10, choices=OpinionAnswer)
    expectations = models.CharField("attentes", max_length=10, choices=OpinionAnswer)
    received_on = models.DateField("reçu le", default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = "avis en attente"
        verbose_name_plural = "avis en attente"
        ordering = ["pk"]
        indexes = [models.Index(fields=["epm", "partner", "month"], name="waiting_opinion_of_a_month")]

    def __str__(self) -> str:
        return f"{self.epm}, {self.partner}, {day_in_full(self.month, 'F Y')}"


class OpinionReceipt(models.Model):
    """The key, made by the page, by which the same opinion never counts twice. It is tied to nothing else."""

    key = models.UUIDField("clé de la page", unique=True, editable=False)
    received_on = models.DateField("reçu le", default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = "reçu d’un avis"
        verbose_name_plural = "reçus d’avis"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.received_on)


class OpinionTablet(models.Model):
    """The page of a place where people give their opinion, on as many tablets as it has.

    Its address is signed (`reseau.web.signed_links`) and needs no account; opened again, it is the same.
    """

    epm = models.OneToOneField(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="opinion_tablet")
    opened = models.DateTimeField("ouverte le", default=timezone.now, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ouverte par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    closed = models.DateTimeField("fermée le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "tablette des avis"
        verbose_name_plural = "tablettes des avis"
        ordering = ["epm__search_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=F("opened")),
                name="opinion_tablet_closed_after_it_opened",
                violation_error_message="Une tablette se ferme après son ouverture.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tablette des avis, {self.epm}"

    def get_absolute_url(self) -> str:
        return reverse("accueil:opinion_tablet", args=[self.token])

    @property
    def link_facts(self) -> tuple:
        return (self.epm_id,)

    @property
    def token(self) -> str:
        """The part of its address that opens it."""
        return link_token(self)

    @property
    def queue_owner(self) -> str:
        """Whose what the page keeps is: no member has such a key, so that no page of a member sends it."""
        return f"avis-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed is None
