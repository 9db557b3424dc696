"""What was said of an item of the agenda."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models

from projets.steering.meetings.models.agenda import SteeringItem

TEXT_LENGTH = 6_000


class ItemMinutes(models.Model):
    """Minutes of one item, by whoever wrote them last; changed by its service alone, until they are approved."""

    item = models.OneToOneField(SteeringItem, verbose_name="point", on_delete=models.PROTECT, related_name="minutes")
    text = models.TextField("compte rendu", validators=[MaxLengthValidator(TEXT_LENGTH)])
    changed = models.DateTimeField("changé le", auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="changé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "compte rendu d’un point"
        verbose_name_plural = "comptes rendus des points"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Compte rendu\u00a0: {self.item}"
