"""Tickets issued together: for which territory, until when, at what price an hour."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from reseau.permissions import watched_territories
from reseau.places.models.commune import Territory

LABEL_LENGTH = 80
# A ticket of 20 hours is worth 200 euros.
FACE_MINUTES = 20 * 60
HOUR_CENTS = 1_000
MOST_TICKETS = 100


class TicketBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the batches of the territories that `user` watches."""
        return self.filter(territory__in=watched_territories(user))

    def latest_first(self):
        return self.order_by("-issued_on", "-pk")


class TicketBatch(models.Model):
    """`hour_cents`: what a body is paid for an hour; it does not change once tickets are out."""

    label = models.CharField("nom du lot", max_length=LABEL_LENGTH)
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, related_name="ticket_batches"
    )
    issued_on = models.DateField("remis le", default=timezone.localdate, editable=False)
    expires_on = models.DateField("valable jusqu’au")
    hour_cents = models.PositiveIntegerField(
        "prix d’une heure en centimes", default=HOUR_CENTS, validators=[MinValueValidator(1)]
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="remis par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = TicketBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lot de tickets"
        verbose_name_plural = "lots de tickets"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "label"],
                name="ticket_batch_label_once",
                violation_error_message="Un lot de ce territoire porte déjà ce nom.",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("issued_on")),
                name="ticket_batch_expires_after_its_issue",
                violation_error_message="Les tickets sont valables un jour au moins.",
            ),
            models.CheckConstraint(
                condition=Q(hour_cents__gt=0),
                name="ticket_hour_has_a_price",
                violation_error_message="Une heure a un prix.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("accueil:ticket_batch", args=[self.pk])
