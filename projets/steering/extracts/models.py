"""The public part of a meeting: an item with words of its own, a decision that is shown under it."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef

from projets.steering.decisions.models import SteeringDecision
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.agenda import SteeringItem
from projets.steering.meetings.models.meeting import SteeringMeeting

WORDS_LENGTH = 3_000


def published_meetings() -> models.QuerySet[SteeringMeeting]:
    """Return the meetings of which everybody reads an extract: their minutes are approved, an item is public."""
    public = PublicItem.objects.filter(item__meeting=OuterRef("pk"))
    return SteeringMeeting.objects.filter(Exists(public), state=SteeringState.APPROVED)


class PublicItem(models.Model):
    """What the public reads of an item; its minutes stay for members, since they name people."""

    item = models.OneToOneField(
        SteeringItem, verbose_name="point", on_delete=models.CASCADE, related_name="public_item"
    )
    words = models.TextField("ce que le public lit", validators=[MaxLengthValidator(WORDS_LENGTH)])

    class Meta:
        verbose_name = "point public"
        verbose_name_plural = "points publics"
        ordering = ["item__rank", "pk"]

    def __str__(self) -> str:
        return str(self.item)


class PublicDecision(models.Model):
    """A decision that the public reads, under an item that is public."""

    decision = models.OneToOneField(
        SteeringDecision, verbose_name="décision", on_delete=models.CASCADE, related_name="public_decision"
    )

    class Meta:
        verbose_name = "décision publique"
        verbose_name_plural = "décisions publiques"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.decision)
