"""The journal of the coding of texts: nothing in it is ever changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from enquetes.preparation.enums import CodingKind
from questionnaires.questions.models import Question

LONGEST_WORDS = 1_000


class CodingAct(models.Model):
    """What was done at once. `words`: in words; `texts`: answers that it changed.

    `before`: key of an answer → labels of its codes, None if nobody had coded it; `after`: labels that it got.
    """

    question = models.ForeignKey(
        Question, verbose_name="question", on_delete=models.CASCADE, related_name="coding_acts"
    )
    kind = models.CharField("geste", max_length=7, choices=CodingKind)
    words = models.CharField("codes", max_length=LONGEST_WORDS, blank=True)
    texts = models.PositiveIntegerField("réponses", default=0)
    before = models.JSONField("avant", default=dict)
    after = models.JSONField("après", default=dict)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="fait par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    done_on = models.DateTimeField("fait le", default=timezone.now)

    class Meta:
        verbose_name = "geste de codage"
        verbose_name_plural = "journal du codage"
        ordering = ["-done_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.words}"

    @property
    def may_be_undone(self) -> bool:
        return self.kind == CodingKind.CODED
