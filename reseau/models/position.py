"""A position: who works where, as what, paid or volunteer, from when to when. Roles come from here and nowhere else."""

from django.db import models
from django.utils import timezone

from reseau import audience
from reseau.enums import Contract, Role
from reseau.models.epm import EPM
from reseau.models.member import Member
from reseau.models.place import Territory
from reseau.validators import place_fits_role


class PositionQuerySet(models.QuerySet):
    def live(self, day=None):
        """Positions live on `day` (today by default): started, and not ended before it."""
        day = day or timezone.localdate()
        return self.filter(models.Q(end__isnull=True) | models.Q(end__gte=day), start__lte=day)


class Position(models.Model):
    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="positions")
    role = models.CharField("rôle", max_length=12, choices=Role)
    epm = models.ForeignKey(
        EPM, verbose_name="EPM", on_delete=models.PROTECT, null=True, blank=True, related_name="positions"
    )
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, null=True, blank=True, related_name="positions"
    )
    contract = models.CharField("statut", max_length=10, choices=Contract, default=Contract.PAID)
    start = models.DateField("depuis le", default=timezone.localdate)
    end = models.DateField("jusqu’au (inclus)", null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = "poste"
        verbose_name_plural = "postes"
        ordering = ["-start", "pk"]
        indexes = [models.Index(fields=["member", "start", "end"], name="position_member_dates")]
        constraints = [
            place_fits_role("position_place_fits_role"),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="position_ends_after_start",
                violation_error_message="La fin du poste ne peut pas précéder son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place_name}"

    @property
    def place_name(self) -> str:
        if self.epm_id:
            return self.epm.name
        return self.territory.name if self.territory_id else "tout le département"

    @property
    def covered_territory_id(self) -> int | None:
        return self.epm.commune.territory_id if self.epm_id else self.territory_id

    @property
    def audience_tokens(self) -> frozenset[str]:
        """Tokens that this position gives to its holder while it is live."""
        tokens = {audience.MEMBER}
        if self.role == Role.COORDINATOR:
            tokens.add(audience.COORDINATOR)
        if self.epm_id:
            tokens.add(audience.epm_token(self.epm_id))
        if self.covered_territory_id:
            tokens.add(audience.territory_token(self.covered_territory_id))
        return frozenset(tokens)
