"""Trainers of a session, and places that it keeps for territories."""

from django.conf import settings
from django.db import models

from formation.sessions.models.session import Session
from reseau.places.models.commune import Territory
from reseau.texts.french_order import Folded


class SessionTrainer(models.Model):
    """A trainer of a session: one leads, the others help. Their half-days are in `Occupancy`."""

    session = models.ForeignKey(Session, verbose_name="session", on_delete=models.CASCADE, related_name="trainers")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.PROTECT, related_name="sessions_given"
    )
    is_lead = models.BooleanField("formateur principal", default=False)

    class Meta:
        verbose_name = "formateur d’une session"
        verbose_name_plural = "formateurs des sessions"
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                name="trainer_once_in_session",
                violation_error_message="Cette personne assure déjà la formation.",
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=models.Q(is_lead=True),
                name="session_has_one_lead_trainer",
                violation_error_message="Une seule personne mène la session.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.session}"


class TerritoryQuota(models.Model):
    """Places kept for the people of a territory, until `Session.quotas_until`."""

    session = models.ForeignKey(Session, verbose_name="session", on_delete=models.CASCADE, related_name="quotas")
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.CASCADE, related_name="training_quotas"
    )
    places = models.PositiveSmallIntegerField("places gardées")

    class Meta:
        verbose_name = "places gardées à un territoire"
        verbose_name_plural = "places gardées aux territoires"
        ordering = [Folded("territory__name")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "territory"],
                name="quota_once_for_a_territory",
                violation_error_message="Ce territoire a déjà ses places dans cette session.",
            ),
            models.CheckConstraint(
                condition=models.Q(places__gte=1),
                name="quota_keeps_a_place",
                violation_error_message="On garde au moins une place, ou aucune.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}, {self.territory}\u00a0: {self.places}"
