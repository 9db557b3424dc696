"""The removal of a lost second factor: the journal of who removed whose, and how they recognised the person."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position

NOTE_LENGTH, OPERATOR_LENGTH = 200, 60


class SecondFactorRemovalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A coordinator sees all, a territorial animator those of people who work in their territories."""
        if not user.is_authenticated:
            return self.none()
        if user.is_coordinator:
            return self.all()
        positions = Position.objects.live().filter(epm__commune__territory__in=user.watched_territory_ids)
        return self.filter(member__in=positions.values("member"))


class SecondFactorRemoval(models.Model):
    """`by` removed it on the site, or `operator` by a command on the server. Nothing changes or deletes a row."""

    member = models.ForeignKey(
        Member, verbose_name="personne", on_delete=models.CASCADE, related_name="second_factor_removals"
    )
    by = models.ForeignKey(
        Member, verbose_name="retirée par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    operator = models.CharField("compte du serveur", max_length=OPERATOR_LENGTH, blank=True)
    note = models.CharField("comment la personne a été reconnue", max_length=NOTE_LENGTH)
    at = models.DateTimeField("retirée le", default=timezone.now)

    objects = SecondFactorRemovalQuerySet.as_manager()

    class Meta:
        verbose_name = "double authentification retirée"
        verbose_name_plural = "doubles authentifications retirées"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(note=""),
                name="second_factor_removal_says_how",
                violation_error_message="Dites comment vous avez reconnu la personne.",
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=models.F("member")),
                name="second_factor_removed_by_another",
                violation_error_message="Personne ne retire sa propre double authentification par ce chemin.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {timezone.localtime(self.at):%d/%m/%Y}"

    @property
    def author(self) -> str:
        """Who removed it, in words."""
        return f"{self.operator}, sur le serveur" if self.operator else str(self.by or "un compte effacé depuis")
