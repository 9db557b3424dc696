"""A choice about all kinds of a matter, those that come later included: to be mailed about it, or never."""

from django.conf import settings
from django.db import models

from alertes.enums import Matter, Rhythm


class MailChoice(models.Model):
    """`NEVER` stops the mails of all kinds of the matter but those with a choice of their own (`KindChoice`).

    `AT_ONCE` says that the member wants mails about it: each kind then has its own rhythm.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="mail_choices"
    )
    matter = models.CharField("à propos de", max_length=16, choices=Matter)
    rhythm = models.CharField("par courriel", max_length=8, choices=Rhythm)

    class Meta:
        verbose_name = "choix de courriel"
        verbose_name_plural = "choix de courriels"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "matter"],
                name="mail_choice_once_for_each_matter",
                violation_error_message="Ce membre a déjà choisi pour ces courriels.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_matter_display()}, {self.get_rhythm_display()}"
