"""A list of what is to be destroyed, its visa, and the day of its destruction: what every elimination list holds.

Public archives are not destroyed without the visa of the director of the Archives départementales (code du patrimoine,
L. 212-2 and L. 214-3). Each app that keeps such records has its list and its lines.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class EliminationList(models.Model):
    """A list submitted to the Archives départementales; kept as a proof.

    The producing service and the reference are those of the day it was prepared: a paper that was signed does not
    change. `destroyed_on` is the day that the certificate of destruction states.
    """

    prepared_on = models.DateField("préparé le", default=timezone.localdate)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="préparé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    producing_service = models.CharField("service producteur", max_length=300, blank=True, db_default="")
    reference = models.CharField("référence (DUA)", max_length=1000, blank=True, db_default="")
    visa_reference = models.CharField("référence du visa", max_length=100, blank=True)
    visa_on = models.DateField("date du visa", null=True, blank=True)
    visa_by = models.CharField("visa donné par", max_length=120, blank=True)
    visa_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="visa noté par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    carried_out_at = models.DateTimeField("exécuté le", null=True, blank=True, editable=False)
    destroyed_on = models.DateField("jour de la destruction", null=True, blank=True, editable=False)
    carried_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="exécuté par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True
        verbose_name = "bordereau d’élimination"
        verbose_name_plural = "bordereaux d’élimination"
        ordering = ["-prepared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(visa_on__isnull=True, visa_reference="", visa_by="")
                | (Q(visa_on__isnull=False) & ~Q(visa_reference="") & ~Q(visa_by="")),
                name="%(class)s_visa_is_whole",
                violation_error_message="Un visa se note avec sa date, sa référence et qui l’a donné.",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_at__isnull=True) | Q(visa_on__isnull=False),
                name="%(class)s_after_its_visa",
                violation_error_message="Rien n’est supprimé sans le visa des Archives départementales.",
            ),
            models.CheckConstraint(
                condition=Q(visa_on__isnull=True) | Q(visa_on__gte=F("prepared_on")),
                name="%(class)s_visa_after_the_list",
                violation_error_message="Le visa est donné après la préparation du bordereau.",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_at__isnull=True, destroyed_on__isnull=True)
                | Q(carried_out_at__isnull=False, destroyed_on__isnull=False, destroyed_on__gte=F("visa_on")),
                name="%(class)s_destroyed_after_the_visa",
                violation_error_message="La destruction a lieu le jour du visa ou après.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bordereau n°\u00a0{self.pk}"

    @property
    def has_visa(self) -> bool:
        return self.visa_on is not None

    @property
    def is_carried_out(self) -> bool:
        return self.destroyed_on is not None
