"""A yearly review of access rights: a question for each EPM, one for the roles of the network, and the answers."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from extranet.access.enums import ReviewStep, Verdict
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.permissions import is_coordinator, is_network_member
from reseau.places.models.epm import EPM


class AccessReview(models.Model):
    """One a year."""

    year = models.PositiveSmallIntegerField("année", unique=True)
    opened = models.DateField("ouverte le", default=timezone.localdate)

    class Meta:
        verbose_name = "revue annuelle des accès"
        verbose_name_plural = "revues annuelles des accès"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"Revue des accès {self.year}"


class ReviewedTeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for coordinators; for others those of the EPM that they answer for."""
        if not is_network_member(user):
            return self.none()
        if is_coordinator(user):
            return self.all()
        in_territory = models.Q(epm__commune__territory__in=user.watched_territory_ids)
        return self.filter(in_territory | models.Q(epm__in=user.referent_epm_ids))

    def unanswered(self):
        return self.filter(answered_at__isnull=True)

    def with_place(self):
        return self.select_related("review", "epm__commune__territory", "answered_by")


class ReviewedTeam(models.Model):
    """The question asked about the team of an EPM; without one, about the coordination and the territories."""

    review = models.ForeignKey(AccessReview, verbose_name="revue", on_delete=models.CASCADE, related_name="teams")
    epm = models.ForeignKey(
        EPM, verbose_name="EPM", on_delete=models.CASCADE, null=True, blank=True, related_name="access_reviews"
    )
    step = models.CharField("où en est la question", max_length=10, choices=ReviewStep, default=ReviewStep.ASKED)
    due = models.DateField("rappel le", null=True, blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    answered_by = models.ForeignKey(
        Member, verbose_name="répondu par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReviewedTeamQuerySet.as_manager()

    class Meta:
        verbose_name = "équipe de la revue des accès"
        verbose_name_plural = "équipes de la revue des accès"
        ordering = ["epm__search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "epm"],
                name="team_reviewed_once_a_year",
                violation_error_message="Cette équipe est déjà dans la revue de l’année.",
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=models.Q(epm__isnull=True),
                name="network_roles_reviewed_once_a_year",
                violation_error_message="Les rôles du réseau sont déjà dans la revue de l’année.",
            ),
        ]

    def __str__(self) -> str:
        return self.epm.name if self.epm_id else "Coordination et animation des territoires"

    def get_absolute_url(self) -> str:
        return reverse("access_review_team", args=[self.pk])

    def live_positions(self):
        """Return the live positions that the question is about."""
        positions = Position.objects.live().filter(member__is_active=True).with_place().select_related("member")
        positions = positions.filter(epm=self.epm_id) if self.epm_id else positions.exclude(role=Role.ANIMATOR)
        return positions.order_by("member__search_name", "pk")

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


class ReviewedPosition(models.Model):
    """What was said of a position. `person` and `role` are as they were read: the trail outlives the position."""

    team = models.ForeignKey(ReviewedTeam, verbose_name="équipe", on_delete=models.CASCADE, related_name="positions")
    position = models.ForeignKey(
        Position, verbose_name="poste", on_delete=models.SET_NULL, null=True, related_name="reviews"
    )
    person = models.CharField("personne", max_length=130)
    role = models.CharField("rôle", max_length=200)
    verdict = models.CharField("réponse", max_length=4, choices=Verdict)

    class Meta:
        verbose_name = "poste revu"
        verbose_name_plural = "postes revus"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "position"],
                name="position_reviewed_once_a_year",
                violation_error_message="Ce poste est déjà revu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}\u00a0: {self.get_verdict_display()}"
