"""Mail choices: one row for each matter that the member has decided about; the others follow the default."""

from django.conf import settings
from django.db import models

from alertes.enums import Matter, Rhythm


class MailChoice(models.Model):
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


def is_mailed_about(matter: Matter) -> models.Q:
    """Condition of the members who are mailed at once about `matter`."""
    choices = MailChoice.objects.filter(matter=matter)
    if matter.rhythm is Rhythm.AT_ONCE:
        return ~models.Q(pk__in=choices.exclude(rhythm=Rhythm.AT_ONCE).values("member"))
    return models.Q(pk__in=choices.filter(rhythm=Rhythm.AT_ONCE).values("member"))


def mailed_matters(member) -> set[Matter]:
    """Return the matters that `member` is mailed about, among those that may reach them."""
    rhythms = dict(MailChoice.objects.filter(member=member).values_list("matter", "rhythm"))
    return {matter for matter in Matter.of(member) if rhythms.get(matter, matter.rhythm) == Rhythm.AT_ONCE}
