"""A registered computer: one browser of one machine in the room of an EPM, which many people use in turn.

The browser proves it by a signed cookie (`reseau.people.computers.recognition`); without a row, the cookie means
nothing.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone

from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded

SAME_NAME_MESSAGE = "Un ordinateur de ce lieu porte déjà ce nom."


class Computer(models.Model):
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.CASCADE, related_name="computers")
    name = models.CharField("nom de l’ordinateur", max_length=60)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="enregistré par",
        on_delete=models.SET_NULL,
        null=True,
        related_name="registered_computers",
    )
    registered_at = models.DateTimeField("enregistré le", default=timezone.now, editable=False)
    last_seen = models.DateField("vu pour la dernière fois le", default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = "ordinateur enregistré"
        verbose_name_plural = "ordinateurs enregistrés"
        ordering = [Folded("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "name"],
                name="computer_name_unique_in_epm",
                violation_error_message=SAME_NAME_MESSAGE,
            )
        ]

    def __str__(self) -> str:
        return self.name
