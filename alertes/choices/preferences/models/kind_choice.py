"""A choice about one kind of event: its rhythm by mail, and whether it shows on the site."""

from django.conf import settings
from django.db import models

from alertes.choices.kinds.kind import NAME_LENGTH
from alertes.enums import Rhythm


class KindChoice(models.Model):
    """It counts before the choice about the matter of the kind (`MailChoice`). `kind`: name of a declared kind."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="kind_choices"
    )
    kind = models.CharField("genre d’alerte", max_length=NAME_LENGTH)
    rhythm = models.CharField("par courriel", max_length=8, choices=Rhythm)
    is_shown = models.BooleanField("dans le site", default=True)

    class Meta:
        verbose_name = "choix d’alerte"
        verbose_name_plural = "choix d’alertes"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind"],
                name="kind_choice_once_for_each_kind",
                violation_error_message="Ce membre a déjà choisi pour ces alertes.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.get_rhythm_display()}"
