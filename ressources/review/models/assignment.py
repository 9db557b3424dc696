"""Who has a sheet that is in review, since when, and when its author may expect an answer."""

from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from reseau.members.models.member import Member

# What an author is promised when she sends her sheet; whoever has it may choose another day.
TIME_TO_ANSWER = timedelta(days=10)
FURTHEST_ANSWER = timedelta(days=60)
NO_SUCH_DAY = "Choisissez un jour à partir d’aujourd’hui, d’ici deux mois."


class ReviewAssignmentQuerySet(models.QuerySet):
    def restart(self, sheet) -> "ReviewAssignment":
        """A review begins, or begins again: whoever had the sheet has it again."""
        now = timezone.now()
        fresh = {
            "since": now,
            "due": timezone.localdate(now) + TIME_TO_ANSWER,
            "holder_reminded": None,
            "territory_reminded": None,
        }
        return self.update_or_create(sheet_id=sheet.pk, defaults=fresh)[0]

    def late(self):
        return self.filter(due__lt=timezone.localdate())


class ReviewAssignment(models.Model):
    """One line for each sheet that was sent to review, until it is published. Its `reviewer` keeps it from a round to
    the next, so that who asked for changes reads them. Without one, the whole territory has it.
    """

    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="assignment"
    )
    reviewer = models.ForeignKey(
        Member, verbose_name="relecteur", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField("depuis le", default=timezone.now)
    due = models.DateField("réponse attendue pour le", db_index=True)
    holder_reminded = models.DateTimeField("relance envoyée le", null=True, blank=True)
    territory_reminded = models.DateTimeField("territoire relancé le", null=True, blank=True)

    objects = ReviewAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "prise en charge"
        verbose_name_plural = "prises en charge"

    def __str__(self) -> str:
        return f"{self.sheet}, {self.reviewer or 'à prendre'}, pour le {self.due}"

    @property
    def is_late(self) -> bool:
        return self.due < timezone.localdate()

    def hand_to(self, reviewer: Member | None) -> None:
        """From now on `reviewer` has it, who is reminded anew; without one, the territory."""
        self.reviewer, self.since, self.holder_reminded = reviewer, timezone.now(), None
        self.save(update_fields=["reviewer", "since", "holder_reminded"])

    def put_off(self, due: date) -> None:
        self.due, self.holder_reminded, self.territory_reminded = due, None, None
        self.save(update_fields=["due", "holder_reminded", "territory_reminded"])


def may_be_promised(due: date) -> bool:
    """Whether an answer may be promised for that day; otherwise, `NO_SUCH_DAY`."""
    today = timezone.localdate()
    return today <= due <= today + FURTHEST_ANSWER
