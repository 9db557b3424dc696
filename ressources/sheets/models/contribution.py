"""A contribution: words of a member in a sheet that they do not write, « avec un apport de… »."""

from django.db import models
from django.utils import timezone

from reseau.people.members.models.member import Member
from ressources.sheets.enums import ContributionSource


class ContributionQuerySet(models.QuerySet):
    def by_name(self):
        return self.order_by("member__search_name", "pk")


class Contribution(models.Model):
    """A contributor, named beside the authors to members of the network; they may not edit the sheet."""

    # Fields that name the contributor.
    shown_fields = ("member", "member__first_name", "member__last_name")

    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="contributions"
    )
    member = models.ForeignKey(
        Member, verbose_name="contributeur", on_delete=models.CASCADE, related_name="sheet_contributions"
    )
    source = models.CharField("par", max_length=12, choices=ContributionSource)
    added = models.DateTimeField("depuis le", default=timezone.now)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "apport"
        verbose_name_plural = "apports"
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "member"],
                name="contributor_once_for_each_sheet",
                violation_error_message="L’apport de ce membre à cette fiche est déjà noté.",
            )
        ]

    def __str__(self) -> str:
        return str(self.member)
