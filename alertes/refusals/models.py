"""An address that refuses mails for good: nothing more is sent to it until a person says to try again."""

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

ANSWER_LENGTH = 300


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
