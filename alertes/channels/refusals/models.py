"""An address that refuses mails for good, until a person says to try again; mails that came back."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

ANSWER_LENGTH = 300
# What came back is shown, and counts, for so long.
RECENT = timedelta(days=30)


class RefusedAddressQuerySet(models.QuerySet):
    def of(self, address: str | None):
        """The refusal of an address, whatever its case."""
        return self.filter(address__iexact=address) if address else self.none()


class RefusedAddress(models.Model):
    """`answer` is what the mail server, or the message that came back, says."""

    address = models.EmailField("adresse")
    answer = models.CharField("réponse reçue", max_length=ANSWER_LENGTH, blank=True)
    since = models.DateTimeField("refuse depuis le", default=timezone.now)

    objects = RefusedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "adresse qui refuse"
        verbose_name_plural = "adresses qui refusent"
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                Lower("address"),
                name="refused_address_once",
                violation_error_message="Cette adresse est déjà notée.",
            )
        ]

    def __str__(self) -> str:
        return self.address


class ReturnedMailQuerySet(models.QuerySet):
    def recent_of(self, address: str | None):
        """Those of the last month, from an address, the latest first."""
        if not address:
            return self.none()
        return self.filter(address__iexact=address, at__gt=timezone.now() - RECENT).order_by("-at", "-pk")


class ReturnedMail(models.Model):
    """A mail that came back, or is late, without its address refusing all mails: too many of them stop the sending."""

    mail = models.OneToOneField(
        "alertes.Mail", verbose_name="courriel", on_delete=models.CASCADE, related_name="returned"
    )
    address = models.EmailField("adresse", db_index=True)
    status = models.CharField("code", max_length=12)
    answer = models.CharField("réponse reçue", max_length=ANSWER_LENGTH, blank=True)
    at = models.DateTimeField("revenu le", default=timezone.now)

    objects = ReturnedMailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel revenu"
        verbose_name_plural = "courriels revenus"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.address}, {self.status}"
