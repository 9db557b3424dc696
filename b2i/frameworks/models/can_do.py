"""« Je sais… »: a skill said in short sentences of the network, each about one thing (the CEFR calls them “can do”)."""

from django.db import models

from b2i.frameworks.models.framework import Skill


class CanDoQuerySet(models.QuerySet):
    def current(self):
        """Return the sentences in use: those that questions ask and pages show."""
        return self.filter(is_current=True)


class CanDo(models.Model):
    """A sentence of a skill. Its text never changes once written: learners answered that very text.

    `is_current` is false for a sentence that others replaced; its answers stay readable.
    """

    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.CASCADE, related_name="can_dos")
    text = models.CharField("phrase (rédigée par le réseau)", max_length=160)
    order = models.PositiveSmallIntegerField("rang")
    is_current = models.BooleanField("en usage", default=True, db_default=True)

    objects = CanDoQuerySet.as_manager()

    class Meta:
        verbose_name = "phrase «\u00a0Je sais\u00a0»"
        verbose_name_plural = "phrases «\u00a0Je sais\u00a0»"
        ordering = ["skill", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "text"],
                name="can_do_once_in_skill",
                violation_error_message="Cette phrase est déjà celle de la compétence.",
            )
        ]

    def __str__(self) -> str:
        return self.text
