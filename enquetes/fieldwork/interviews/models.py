"""Interviewers of a campaign, and the tally of each of their days."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.utils import timezone

from enquetes.design.campaigns.enums import CampaignState
from enquetes.design.campaigns.models import Campaign
from reseau.texts.wording import percent_in_words


# Interviews done, people who refused, people absent: what an honest rate of response is made of.
@dataclass(frozen=True, slots=True)
class InterviewTotals:
    done: int = 0
    refused: int = 0
    absent: int = 0

    @property
    def approached(self) -> int:
        """People whom an interviewer met or looked for."""
        return self.done + self.refused + self.absent

    @property
    def rate(self) -> str:
        """Interviews among the people approached, in words; empty if there were none."""
        return percent_in_words(self.done / self.approached) if self.approached else ""


COUNTS = ("done", "refused", "absent")


class InterviewerQuerySet(models.QuerySet):
    def current(self) -> "InterviewerQuerySet":
        """Those who may begin an interview: named, in a campaign that is running."""
        running = self.filter(is_active=True, campaign__state=CampaignState.RUNNING, campaign__has_interviews=True)
        return running.select_related("campaign").order_by("campaign__closes_on", "pk")

    def with_counts(self) -> "InterviewerQuerySet":
        """Add the totals of all their days."""
        return self.select_related("member").annotate(
            **{f"all_{name}": Sum(f"days__{name}", default=0) for name in COUNTS}
        )

    def totals(self) -> InterviewTotals:
        """Return the totals of all of them. One query."""
        return InterviewTotals(
            **self.order_by().aggregate(**{name: Sum(f"days__{name}", default=0) for name in COUNTS})
        )


class Interviewer(models.Model):
    """A member who asks the questions of a campaign. Their answers do not say so (docs/adr/0097-interviewers.md).

    `is_active`: whether they still do; their days stay, which the rate of response counts.
    """

    campaign = models.ForeignKey(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="interviewers", db_index=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="enquêteur",
        on_delete=models.SET_NULL,
        null=True,
        related_name="interviewing",
    )
    is_active = models.BooleanField("enquête encore", default=True)

    objects = InterviewerQuerySet.as_manager()

    class Meta:
        verbose_name = "enquêteur"
        verbose_name_plural = "enquêteurs"
        ordering = ["campaign", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "member"],
                name="interviewer_once_in_a_campaign",
                violation_error_message="Cette personne est déjà nommée.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.member) if self.member else "Ancien membre"


class InterviewDay(models.Model):
    """What an interviewer counted on one day: no name, no place, no hour."""

    interviewer = models.ForeignKey(
        Interviewer, verbose_name="enquêteur", on_delete=models.CASCADE, related_name="days", db_index=False
    )
    day = models.DateField("jour", default=timezone.localdate)
    done = models.PositiveSmallIntegerField("entretiens faits", default=0)
    refused = models.PositiveSmallIntegerField("refus", default=0)
    absent = models.PositiveSmallIntegerField("absents", default=0)

    class Meta:
        verbose_name = "journée d’entretiens"
        verbose_name_plural = "journées d’entretiens"
        ordering = ["interviewer", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["interviewer", "day"],
                name="interview_day_once",
                violation_error_message="Cette journée existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interviewer}, {self.day}"
