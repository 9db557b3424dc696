"""Parts of a project: its people, its milestones, its risks, and the journal of its states."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from projets.portfolio.projects.days import DAY_VALIDATORS
from projets.portfolio.projects.enums import ProjectState, RiskLevel
from projets.portfolio.projects.models.project import REASON_LENGTH, TITLE_LENGTH, Project
from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member

PART_LENGTH, RISK_LENGTH, ANSWER_LENGTH = 80, 200, 400


class ProjectPerson(models.Model):
    """`part`: what somebody does in a project, in a few words; may be empty."""

    project = models.ForeignKey(Project, verbose_name="projet", on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="project_parts")
    part = models.CharField("ce que la personne fait", max_length=PART_LENGTH, blank=True)

    class Meta:
        verbose_name = "personne d’un projet"
        verbose_name_plural = "personnes des projets"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "member"],
                name="project_person_once",
                violation_error_message="Cette personne est déjà du projet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.part}" if self.part else str(self.member)


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of projects that live or are over: what was set aside has no date any more."""
        alive = self.exclude(project__state=ProjectState.SET_ASIDE)
        return alive if is_network_member(user) else self.none()


class Milestone(models.Model):
    """A day by which something of a project is done; `done_on`: the day on which it was."""

    project = models.ForeignKey(Project, verbose_name="projet", on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField("ce qui sera fait", max_length=TITLE_LENGTH)
    due_on = models.DateField("pour le", validators=DAY_VALIDATORS)
    done_on = models.DateField("fait le", null=True, blank=True, validators=DAY_VALIDATORS)
    changed = models.DateTimeField("changé le", auto_now=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = "étape d’un projet"
        verbose_name_plural = "étapes des projets"
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()


class ProjectRisk(models.Model):
    """What may go wrong, how likely, and what is done about it."""

    project = models.ForeignKey(Project, verbose_name="projet", on_delete=models.CASCADE, related_name="risks")
    words = models.CharField("ce qui pourrait mal tourner", max_length=RISK_LENGTH)
    level = models.CharField("vraisemblance", max_length=6, choices=RiskLevel, default=RiskLevel.MEDIUM)
    answer = models.CharField("ce que l’on fait pour l’éviter", max_length=ANSWER_LENGTH, blank=True)

    class Meta:
        verbose_name = "risque d’un projet"
        verbose_name_plural = "risques des projets"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def tone(self) -> str:
        return RiskLevel(self.level).tone


class ProjectStep(models.Model):
    """A change of state: when, by whom, and in which words. Never changed."""

    project = models.ForeignKey(Project, verbose_name="projet", on_delete=models.CASCADE, related_name="steps")
    state = models.CharField("état", max_length=10, choices=ProjectState)
    words = models.CharField("mots", max_length=REASON_LENGTH, blank=True)
    moved = models.DateTimeField("le", default=timezone.now, editable=False)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "changement d’état d’un projet"
        verbose_name_plural = "changements d’état des projets"
        ordering = ["-moved", "-pk"]

    def __str__(self) -> str:
        return self.get_state_display()
