"""A project: what it wants, in which chantier, where, and how far it is."""

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
from projets.portfolio.projects.enums import LISTED_STATES, ProjectState
from reseau.permissions import is_network_member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, join_words

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
