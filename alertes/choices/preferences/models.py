"""What a person chose: matters and kinds of event to be mailed about, quiet hours."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from alertes.choices.kinds import NAME_LENGTH
from alertes.enums import Matter, Rhythm


# A choice about all kinds of a matter, those that come later included: to be mailed about it, or never.
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


# A choice about one kind of event: its rhythm by mail, and whether it shows on the site.
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


# Hours of a person at which nothing is mailed to them but what is urgent.
LAST_HOUR = 23


class QuietHours(models.Model):
    """From `begin` to `end`, hours of the day in Lot; the same twice, mails leave at any hour."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="quiet_hours"
    )
    begin = models.PositiveSmallIntegerField("à partir de", validators=[MaxValueValidator(LAST_HOUR)])
    end = models.PositiveSmallIntegerField("jusqu’à", validators=[MaxValueValidator(LAST_HOUR)])

    class Meta:
        verbose_name = "heures calmes"
        verbose_name_plural = "heures calmes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begin__lte=LAST_HOUR, end__lte=LAST_HOUR),
                name="quiet_hours_are_hours",
                violation_error_message="Une heure va de 0 à 23.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.begin}\u00a0h – {self.end}\u00a0h"
