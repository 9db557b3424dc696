"""A project and its parts."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from forums.threads.forums.models import Forum
from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.days import DAY_VALIDATORS
from projets.portfolio.projects.enums import LISTED_STATES, ProjectState, RiskLevel
from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, join_words

# A project: what it wants, in which chantier, where, and how far it is.
TITLE_LENGTH, AIM_LENGTH, MEANS_LENGTH, REASON_LENGTH = 120, 1_500, 1_000, 400


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all projects to members of the network, none to anybody else."""
        return self.all() if is_network_member(user) else self.none()

    def living(self):
        """Return those that are decided or run."""
        return self.filter(state__in=(ProjectState.DECIDED, ProjectState.RUNNING))

    def shown_to_all(self):
        """Return those of which the coordination shows the title, the aim and the places to everybody."""
        return self.living().filter(is_public=True)

    def with_place(self):
        epms = Prefetch("epms", EPM.objects.select_related("commune__territory"))
        return self.select_related("chantier").prefetch_related("territories", epms)

    def in_territory(self, territory: Territory):
        """Return the projects of a territory, or of one of its EPM."""
        return self.filter(Q(territories=territory) | Q(epms__commune__territory=territory)).distinct()

    def in_order(self):
        """Those that wait for a decision first, the latest change first in each state."""
        ranks = [When(state=state, then=Value(rank)) for rank, state in enumerate(LISTED_STATES)]
        return self.order_by(Case(*ranks, output_field=models.SmallIntegerField()), "-changed", "pk")


class Project(models.Model):
    """`means`: what it needs, in plain words.

    `state_since` and `reason` are those of the last change of state, kept by its service.
    """

    title = models.CharField("titre", max_length=TITLE_LENGTH)
    aim = models.TextField("ce que l’on veut changer, et pour qui", validators=[MaxLengthValidator(AIM_LENGTH)])
    means = models.TextField("ce qu’il faut", blank=True, validators=[MaxLengthValidator(MEANS_LENGTH)])
    chantier = models.ForeignKey(Chantier, verbose_name="chantier", on_delete=models.PROTECT, related_name="projects")
    territories = models.ManyToManyField(Territory, verbose_name="territoires", blank=True, related_name="projects")
    epms = models.ManyToManyField(EPM, verbose_name="EPM", blank=True, related_name="projects")
    starts_on = models.DateField("commence le", null=True, blank=True, validators=DAY_VALIDATORS)
    ends_on = models.DateField("finit le", null=True, blank=True, validators=DAY_VALIDATORS)
    state = models.CharField("état", max_length=10, choices=ProjectState, default=ProjectState.IDEA)
    state_since = models.DateField("dans cet état depuis le", default=timezone.localdate, editable=False)
    is_public = models.BooleanField("montré à tous", default=False, db_default=False)
    reason = models.CharField("pourquoi il est écarté", max_length=REASON_LENGTH, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="proposé par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    forum = models.OneToOneField(
        Forum, verbose_name="forum", on_delete=models.SET_NULL, null=True, editable=False, related_name="project"
    )
    created = models.DateTimeField("créé le", default=timezone.now, editable=False)
    changed = models.DateTimeField("changé le", auto_now=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "projet"
        verbose_name_plural = "projets"
        ordering = ["-changed", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_starts",
                violation_error_message="Le projet finit après avoir commencé.",
            ),
            models.CheckConstraint(
                condition=(Q(state=ProjectState.SET_ASIDE) & ~Q(reason=""))
                | (~Q(state=ProjectState.SET_ASIDE) & Q(reason="")),
                name="project_set_aside_with_a_reason",
                violation_error_message="Dites pourquoi ce projet est écarté.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projets:project", args=[self.pk])

    @property
    def tone(self) -> str:
        return ProjectState(self.state).tone

    @cached_property
    def places(self) -> list[EPM]:
        return sorted(self.epms.all(), key=lambda epm: epm.name)

    @cached_property
    def all_territories(self) -> list[Territory]:
        """Territories of the project, then those of its places."""
        return list(dict.fromkeys([*self.territories.all(), *(epm.commune.territory for epm in self.places)]))

    @property
    def where(self) -> str:
        """« EPM de Gramat », « Figeac et Gourdon », « tout le Lot »."""
        names = [str(place) for place in (self.places or self.all_territories)]
        return join_words(names) if names else "tout le département"

    @property
    def period(self) -> str:
        """« du 1er mars 2026 au 30 juin 2026 »; empty without a date."""
        start, end = (day and day_in_full(day, "j F Y") for day in (self.starts_on, self.ends_on))
        if start and end:
            return f"du {start} au {end}"
        return f"à partir du {start}" if start else f"jusqu’au {end}" if end else ""


# Parts of a project: its people, its milestones, its risks, and the journal of its states.
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
