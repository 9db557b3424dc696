"""The passage of a learner from a record to one on the new version of its framework."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.records.models import Record


class Renewal(models.Model):
    """`record` is the new one, `former` the one that it cites. Nothing moves: each keeps its own lines."""

    record = models.OneToOneField(
        Record, verbose_name="livret nouveau", on_delete=models.CASCADE, related_name="renewal"
    )
    former = models.OneToOneField(
        Record, verbose_name="livret d’avant", on_delete=models.CASCADE, related_name="renewed_as"
    )
    crosswalk = models.ForeignKey(
        Crosswalk, verbose_name="table de correspondance", on_delete=models.PROTECT, related_name="+"
    )
    created = models.DateTimeField("passé le", default=timezone.now, editable=False)
    renewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="passé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "passage à une nouvelle version"
        verbose_name_plural = "passages à une nouvelle version"
        constraints = [
            models.CheckConstraint(
                condition=~Q(record=F("former")),
                name="renewal_of_another_record",
                violation_error_message="Un livret ne se cite pas lui-même.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.former.framework} → {self.record.framework}"
