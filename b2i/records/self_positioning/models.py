"""Answers of learners to the sentences « Je sais… ». Only ever added; the latest one to each sentence counts."""

from django.db import models
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from b2i.frameworks.models.can_do import CanDo
from b2i.records.enums import SelfPosition
from b2i.records.models import Record


class CanDoAnswerQuerySet(HistoryQuerySet):
    def last_levels(self) -> dict[int, str]:
        """Return the latest level by sentence, for the answers of one record."""
        return dict(self.order_by("created", "pk").values_list("can_do_id", "level"))


class CanDoAnswer(HistoryEntry):
    """What a learner says of one sentence, on a day. The `Positioning` on the whole skill is drawn from them."""

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="can_do_answers")
    can_do = models.ForeignKey(CanDo, verbose_name="phrase", on_delete=models.PROTECT, related_name="answers")
    level = models.CharField("où j’en suis", max_length=8, choices=SelfPosition)
    created = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = CanDoAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse à une phrase"
        verbose_name_plural = "réponses aux phrases"
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return f"{self.can_do}\u00a0: {self.get_level_display()}"
