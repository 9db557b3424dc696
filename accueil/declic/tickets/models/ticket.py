"""A ticket: its code, its face value and what is left of it. The person stands apart, to be forgotten sooner."""

import datetime

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accueil.declic.enums import TicketState
from accueil.declic.tickets.models.batch import FACE_MINUTES, TicketBatch
from b2i.people.learners.models.learner import Learner
from b2i.records.validation.models.validation import Validation
from reseau.documents.papers.code_letters import LENGTH, in_groups
from reseau.permissions import watched_territories
from reseau.texts.french_order import Folded
from reseau.texts.wording import minutes_in_words

NAME_LENGTH = 80


class TicketQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the tickets of the territories that `user` watches. A team sees one when its code is in its hands."""
        return self.filter(batch__territory__in=watched_territories(user))

    def with_person(self):
        return self.select_related("batch__territory", "holder__learner")

    def with_skills(self):
        """Fill `reached`: skills validated while the ticket was good, or the number that was kept; None if unknown."""
        granted = Validation.objects.granted().filter(
            record__learner=OuterRef("holder__learner"),
            decided_on__gte=OuterRef("batch__issued_on"),
            decided_on__lte=OuterRef("batch__expires_on"),
        )
        counted = granted.order_by().values("record__learner").annotate(count=Count("pk")).values("count")
        known = Case(When(holder__learner__isnull=False, then=Coalesce(Subquery(counted), 0)))
        return self.annotate(reached=Coalesce("skills", known, output_field=models.IntegerField()))

    def by_name(self):
        return self.order_by(Folded("holder__name"), "pk")


class Ticket(models.Model):
    """`face`, `balance`: in minutes. The balance is the sum of the ledger; one conditional statement changes it."""

    batch = models.ForeignKey(TicketBatch, verbose_name="lot", on_delete=models.PROTECT, related_name="tickets")
    code = models.CharField("code imprimé", max_length=LENGTH, unique=True, editable=False)
    face = models.PositiveSmallIntegerField("valeur en minutes", default=FACE_MINUTES, editable=False)
    balance = models.PositiveSmallIntegerField("solde en minutes", default=0, editable=False)
    # Written when the person is erased, if their record was known: a number remains.
    skills = models.PositiveSmallIntegerField("compétences validées", null=True, blank=True, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = "ticket"
        verbose_name_plural = "tickets"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(balance__gte=0, balance__lte=F("face")),
                name="ticket_balance_from_zero_to_face",
                violation_error_message="Le solde va de zéro à la valeur du ticket.",
            ),
        ]

    def __str__(self) -> str:
        return self.code_words

    def get_absolute_url(self) -> str:
        return reverse("accueil:ticket", args=[self.pk])

    @property
    def code_words(self) -> str:
        """« HKT-PWZ-MAB », as it is printed."""
        return in_groups(self.code)

    @property
    def person(self) -> str:
        """Return the name of the person; that it is erased, after its time."""
        holder = getattr(self, "holder", None)
        return holder.name if holder else "Nom effacé"

    @property
    def used(self) -> int:
        return self.face - self.balance

    @property
    def balance_words(self) -> str:
        """« 14 h », « 1 h 30 », « rien »."""
        return minutes_in_words(self.balance) if self.balance else "rien"

    def is_expired_on(self, day: datetime.date) -> bool:
        return day > self.batch.expires_on

    @property
    def state(self) -> TicketState:
        if not self.balance:
            return TicketState.USED_UP
        return TicketState.EXPIRED if self.is_expired_on(timezone.localdate()) else TicketState.VALID


class TicketHolder(models.Model):
    """The personal part of a ticket, erased long before its history (`accueil.declic.tickets.services`)."""

    ticket = models.OneToOneField(Ticket, verbose_name="ticket", on_delete=models.CASCADE, related_name="holder")
    name = models.CharField("prénom et nom", max_length=NAME_LENGTH)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    learner = models.ForeignKey(
        Learner, verbose_name="livret", on_delete=models.SET_NULL, null=True, blank=True, related_name="ticket_holders"
    )

    class Meta:
        verbose_name = "personne d’un ticket"
        verbose_name_plural = "personnes des tickets"
        ordering = [Folded("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="ticket_is_named",
                violation_error_message="Un ticket est au nom d’une personne.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
