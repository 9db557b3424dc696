"""A body that takes tickets, and the periods for which the coordination approved it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils import timezone

from accueil.declic.enums import BodyKind
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded
from reseau.texts.wording import day_in_full

NAME_LENGTH = 120


class TicketBodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all bodies to members of the network: anybody sends a person where their ticket is taken."""
        return self if is_network_member(user) else self.none()

    def approved_on(self, day: datetime.date):
        return self.filter(Exists(BodyApproval.objects.covering(day).filter(body=OuterRef("pk"))))

    def with_place(self):
        return self.select_related("epm__commune__territory").defer("epm__presentation", "epm__opening_hours")

    def with_state(self):
        """Fill `is_approved`, today; those that are come first, then by name, that of the place for an EPM."""
        approved = BodyApproval.objects.covering(timezone.localdate()).filter(body=OuterRef("pk"))
        name = Coalesce(NullIf("name", Value("")), "epm__name")
        return self.annotate(is_approved=Exists(approved)).order_by("-is_approved", Folded(name), "pk")


class TicketBody(models.Model):
    """An EPM, or a training body that holds its sessions in an EPM. `name`: of a training body, empty for an EPM."""

    kind = models.CharField("sorte", max_length=10, choices=BodyKind, default=BodyKind.EPM)
    epm = models.ForeignKey(
        EPM, verbose_name="lieu des séances", on_delete=models.PROTECT, related_name="ticket_bodies"
    )
    name = models.CharField("nom", max_length=NAME_LENGTH, blank=True)
    created = models.DateTimeField("ajouté le", default=timezone.now, editable=False)

    objects = TicketBodyQuerySet.as_manager()

    class Meta:
        verbose_name = "organisme qui accepte les tickets"
        verbose_name_plural = "organismes qui acceptent les tickets"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "name"],
                name="ticket_body_once_in_a_place",
                violation_error_message="Cet organisme est déjà dans la liste\u00a0: ouvrez sa page.",
            ),
            models.CheckConstraint(
                condition=(Q(kind=BodyKind.EPM) & Q(name="")) | (Q(kind=BodyKind.TRAINING) & ~Q(name="")),
                name="ticket_body_named_unless_a_place",
                violation_error_message="Écrivez le nom d’un organisme de formation\u00a0; un EPM garde le sien.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.epm.name

    def get_absolute_url(self) -> str:
        return reverse("accueil:ticket_body", args=[self.pk])

    @property
    def is_training(self) -> bool:
        return self.kind == BodyKind.TRAINING


class BodyApprovalQuerySet(models.QuerySet):
    def covering(self, day: datetime.date):
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self):
        """Return those in force or to come."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))


class BodyApproval(models.Model):
    """A period, both days included, for which a body takes tickets; until further notice without `ends_on`."""

    body = models.ForeignKey(TicketBody, verbose_name="organisme", on_delete=models.CASCADE, related_name="approvals")
    starts_on = models.DateField("à partir du")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="agréé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved = models.DateTimeField("agréé le", default=timezone.now, editable=False)

    objects = BodyApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "agrément d’un organisme"
        verbose_name_plural = "agréments des organismes"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(ends_on__isnull=True),
                name="one_approval_without_an_end",
                violation_error_message="Cet organisme est déjà agréé, sans date de fin.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="approval_ends_after_it_starts",
                violation_error_message="L’agrément finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        start = day_in_full(self.starts_on, "j F Y")
        return f"du {start} au {day_in_full(self.ends_on, 'j F Y')}" if self.ends_on else f"depuis le {start}"

    @property
    def is_over(self) -> bool:
        return bool(self.ends_on) and self.ends_on < timezone.localdate()

    @property
    def is_in_force(self) -> bool:
        return self.starts_on <= timezone.localdate() and not self.is_over

    @property
    def state(self) -> str:
        if self.is_over:
            return "Terminé"
        return "En cours" if self.is_in_force else "À venir"

    @property
    def tone(self) -> str:
        if self.is_over:
            return ""
        return "good" if self.is_in_force else "wait"
