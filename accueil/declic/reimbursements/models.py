"""The circuit of reimbursement, and the statements that go through it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.tickets.models.ledger import LedgerEntry
from reseau.permissions import is_network_member, watched_territories
from reseau.texts.wording import day_in_full, euros_in_words, minutes_in_words


# What a body is paid for a month: the entries of the ledger that no statement held before, and their sum.
def next_month(first_day: datetime.date) -> datetime.date:
    return (first_day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)


class TicketStatementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of the places where `user` works, and of the territories that they watch."""
        if not is_network_member(user):
            return self.none()
        own = Q(body__epm__in=user.epm_ids)
        return self.filter(own | Q(body__epm__commune__territory__in=watched_territories(user)))

    def with_body(self):
        return self.select_related("body__epm__commune__territory")

    def latest_first(self):
        return self.order_by("-first_day", "pk")


class TicketStatement(models.Model):
    """`minutes`, `cents`: debited less reversed, on the day when it was drawn; negative if more came back."""

    body = models.ForeignKey(
        TicketBody, verbose_name="organisme", on_delete=models.PROTECT, related_name="statements", db_index=False
    )
    first_day = models.DateField("mois")
    minutes = models.IntegerField("minutes", editable=False)
    cents = models.IntegerField("montant en centimes", editable=False)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="arrêté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    drawn = models.DateTimeField("arrêté le", default=timezone.now, editable=False)

    objects = TicketStatementQuerySet.as_manager()

    class Meta:
        verbose_name = "relevé de tickets"
        verbose_name_plural = "relevés de tickets"
        ordering = ["-first_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "first_day"],
                name="ticket_statement_once_a_month",
                violation_error_message="Ce mois est déjà arrêté pour cet organisme.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.month}"

    def get_absolute_url(self) -> str:
        return reverse("accueil:ticket_statement", args=[self.pk])

    @property
    def month(self) -> str:
        """« octobre 2026 »."""
        return day_in_full(self.first_day, "F Y")

    @property
    def last_step_done(self):
        """Return the last step that was noted, or None, from the prefetched ones."""
        done = list(self.steps_done.all())
        return done[-1] if done else None

    @property
    def hours_words(self) -> str:
        sign = "−" if self.minutes < 0 else ""
        return f"{sign}{minutes_in_words(abs(self.minutes))}" if self.minutes else "0\u00a0h"

    @property
    def euros_words(self) -> str:
        return euros_in_words(self.cents)


class StatementLine(models.Model):
    """An entry of the ledger in a statement: in one alone, so that nothing is paid twice."""

    statement = models.ForeignKey(
        TicketStatement, verbose_name="relevé", on_delete=models.PROTECT, related_name="lines"
    )
    entry = models.OneToOneField(
        LedgerEntry, verbose_name="écriture", on_delete=models.CASCADE, related_name="statement_line"
    )
    cents = models.IntegerField("montant en centimes")

    class Meta:
        verbose_name = "ligne d’un relevé"
        verbose_name_plural = "lignes des relevés"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry}, {euros_in_words(self.cents)}"


# Steps between a statement and its payment. The real circuit was not found: the coordination writes it here.
NAME_LENGTH = 80


class CircuitStepQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(left_on=None)


class CircuitStep(models.Model):
    """`who`: the function that does it, in words. `left_on`: since when it is no longer asked; what was done stays."""

    rank = models.PositiveSmallIntegerField("rang")
    name = models.CharField("étape", max_length=NAME_LENGTH)
    who = models.CharField("qui", max_length=NAME_LENGTH)
    left_on = models.DateField("retirée le", null=True, blank=True, editable=False)

    objects = CircuitStepQuerySet.as_manager()

    class Meta:
        verbose_name = "étape du remboursement"
        verbose_name_plural = "étapes du remboursement"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(left_on__isnull=True),
                name="circuit_step_named_once",
                violation_error_message="Une étape porte déjà ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StepDone(models.Model):
    """A step that was done for a statement: when, and who noted it."""

    statement = models.ForeignKey(
        TicketStatement, verbose_name="relevé", on_delete=models.CASCADE, related_name="steps_done", db_index=False
    )
    step = models.ForeignKey(CircuitStep, verbose_name="étape", on_delete=models.PROTECT, related_name="done")
    done_on = models.DateField("faite le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="notée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    noted = models.DateTimeField("notée", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "étape faite"
        verbose_name_plural = "étapes faites"
        ordering = ["step__rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "step"],
                name="step_done_once_for_a_statement",
                violation_error_message="Cette étape est déjà notée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}, {self.statement}"
