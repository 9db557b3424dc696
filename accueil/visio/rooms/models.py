"""A confidential room of a place, and the desks with a camera that stand there or are brought there."""

from django.db import models

from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded


class VisioRoom(models.Model):
    """`is_confidential`: closed, nobody hears; checked by whoever opens it to appointments, and required for slots."""

    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.PROTECT, related_name="visio_rooms")
    name = models.CharField("nom de la pièce", max_length=80)
    is_confidential = models.BooleanField("fermée, on n’y entend rien du dehors", default=False)
    is_accessible = models.BooleanField("accessible en fauteuil roulant", default=False)
    is_open = models.BooleanField("ouverte aux rendez-vous", default=True)

    class Meta:
        verbose_name = "pièce de visio"
        verbose_name_plural = "pièces de visio"
        ordering = [Folded("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "name"],
                name="visio_room_once",
                violation_error_message="Ce lieu a déjà une pièce de ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_slots(self) -> bool:
        return self.is_open and self.is_confidential


class VisioDesk(models.Model):
    """A computer with camera and sound. It belongs to a place rather than to a room: it is on wheels, or a laptop."""

    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.PROTECT, related_name="visio_desks")
    name = models.CharField("nom du poste", max_length=80)
    has_scanner = models.BooleanField("scanner ou appareil photo pour les documents", default=False)
    is_in_service = models.BooleanField("en service", default=True)

    class Meta:
        verbose_name = "poste de visio"
        verbose_name_plural = "postes de visio"
        ordering = [Folded("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "name"],
                name="visio_desk_once",
                violation_error_message="Ce lieu a déjà un poste de ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
