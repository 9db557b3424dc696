"""A workshop sheet: what an animator needs to run a workshop tomorrow, step by step, with minutes.

The page's owner is its author. A sheet comes from an EPM, whose territory says who reviews it
(`ressources.models.review`). Drafts live in revisions: the row of a page holds what is published.
"""

from datetime import date, datetime

from django import forms
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager, WorkflowState

from b2i.models import Skill
from reseau import audience
from reseau.enums import Audience
from reseau.models import EPM, Member
from ressources.content import SheetContent
from ressources.enums import Level, SheetState
from ressources.freshness import due_on
from ressources.models.revision import content_of_revision
from ressources.models.tag import WorkshopTag
from ressources.models.workshop_queryset import WorkshopPageQuerySet
from ressources.permissions import SheetPermissionTester, may_edit

# Addresses under /ressources/ that are not sheets (`ressources.urls`).
RESERVED_SLUGS = frozenset({"proposer", "mes-fiches", "a-relire", "fiches", "fichiers", "obsoletes", "sans-auteur"})


class WorkshopPage(Page):
    aim = models.CharField("objectif", max_length=240, help_text="En une phrase : à la fin, que sait faire chacun ?")
    introduction = models.TextField("pourquoi cet atelier", blank=True, max_length=1500)
    learners = models.CharField("pour qui", max_length=200)
    level = models.CharField("niveau", max_length=16, choices=Level, default=Level.BEGINNER)
    duration = models.PositiveSmallIntegerField("durée en minutes, somme des étapes", default=0, editable=False)
    group_size = models.PositiveSmallIntegerField(
        "participants au plus", default=8, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    needs_internet = models.BooleanField("demande Internet", default=True)
    prerequisites = models.CharField("prérequis", max_length=300, blank=True)
    equipment = models.TextField("matériel", blank=True, max_length=3000, help_text="Un objet par ligne.")
    tips = models.TextField("conseils et variantes", blank=True, max_length=6000, help_text="Un conseil par ligne.")
    takeaways = models.TextField(
        "à retenir, pour l’apprenant", blank=True, max_length=3000, help_text="Une phrase simple par ligne."
    )
    audience = models.CharField("visible par", max_length=8, choices=Audience, default=Audience.PUBLIC)
    epm = models.ForeignKey(EPM, verbose_name="EPM d’origine", on_delete=models.PROTECT, related_name="sheets")
    skills = ParentalManyToManyField(
        Skill, verbose_name="compétences travaillées", blank=True, related_name="workshop_sheets"
    )
    tags = ClusterTaggableManager(through=WorkshopTag, verbose_name="mots-clés", blank=True)
    reviews = GenericRelation(
        WorkflowState, content_type_field="content_type", object_id_field="object_id", for_concrete_model=False
    )

    objects = PageManager.from_queryset(WorkshopPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("aim"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("learners"),
                FieldPanel("level"),
                FieldPanel("duration", read_only=True),
                FieldPanel("group_size"),
                FieldPanel("needs_internet"),
                FieldPanel("prerequisites"),
                FieldPanel("equipment"),
            ],
            heading="En pratique",
        ),
        InlinePanel("steps", heading="Déroulé", label="étape", min_num=1),
        FieldPanel("tips"),
        FieldPanel("takeaways"),
        HelpPanel(template="ressources/_editor_files.html", heading="Fichiers joints"),
        MultiFieldPanel(
            [
                FieldPanel("skills", widget=forms.CheckboxSelectMultiple),
                FieldPanel("tags"),
                FieldPanel("audience"),
                FieldPanel("epm"),
            ],
            heading="Classement",
        ),
    ]
    parent_page_types = ["ressources.LibraryPage"]
    subpage_types: list[str] = []
    # Who sees a sheet is its `audience`, here and in the search: Wagtail's own restrictions would be a second truth.
    private_page_options: list[str] = []
    template = "ressources/workshop.html"

    class Meta:
        verbose_name = "fiche d’atelier"
        verbose_name_plural = "fiches d’atelier"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(group_size__gte=1),
                name="sheet_for_one_participant_at_least",
                violation_error_message="Un atelier accueille au moins un participant.",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("ressources:sheet", args=[self.slug])

    def full_clean(self, *args, **kwargs) -> None:
        self._settle()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._settle()
        super().minimal_clean()

    def _settle(self) -> None:
        """The duration is that of the steps; a page does not take an address that the site keeps for itself."""
        self.duration = sum(step.minutes or 0 for step in self.steps.all())
        slug = self.slug or slugify(self.title)
        if slug in RESERVED_SLUGS:
            self.slug = f"{slug}-2"

    def permissions_for_user(self, user) -> SheetPermissionTester:
        return SheetPermissionTester(user, self)

    def is_visible_to(self, user) -> bool:
        return self.live and self.audience in audience.tokens_of(user)

    def serve(self, request, *args, **kwargs):
        if not self.is_visible_to(request.user):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | {
            "content": SheetContent.of_page(self),
            "skills": self.skills.all(),
            "tags": self.tags.all(),
            # A page that Wagtail's editor shows before it was ever saved has none yet.
            "attachments": self.attachments.all() if self.pk else (),
            "may_edit": may_edit(request.user, self),
            "replacement": self.obsolescence.replacement_for(request.user) if self.is_obsolete else None,
        }

    @property
    def domains(self) -> list:
        """Domains of the framework of the records that the sheet works on, each once, in order."""
        domains = {skill.domain for skill in self.skills.all() if skill.domain.framework.is_record_base}
        return sorted(domains, key=lambda domain: domain.order)

    @cached_property
    def coauthors(self) -> list[Member]:
        """Who writes it beside its author, by name; read once for each page in hand."""
        shared = self.authorships.select_related("member").order_by("member__search_name", "pk") if self.pk else ()
        return [authorship.member for authorship in shared]

    @property
    def is_obsolete(self) -> bool:
        return getattr(self, "obsolescence", None) is not None

    @property
    def due_on(self) -> date | None:
        """When the published sheet is to be read again; joined by the lists that show it."""
        return due_on(self) if self.live and not self.is_obsolete else None

    @property
    def is_due(self) -> bool:
        return self.due_on is not None and self.due_on <= timezone.localdate()

    @property
    def review(self) -> WorkflowState | None:
        """The review that is open: in progress, or sent back to the author."""
        if hasattr(self, "open_reviews"):
            return self.open_reviews[0] if self.open_reviews else None
        return self.current_workflow_state

    @property
    def latest_content(self) -> SheetContent:
        """What the last saved version says: the draft if there is one, else what is published."""
        return content_of_revision(self.latest_revision) if self.latest_revision else SheetContent.of_page(self)

    @property
    def has_draft(self) -> bool:
        """Something was written since the last publication."""
        written, published = self.latest_revision_created_at, self.last_published_at
        return written is not None and (published is None or written > published)

    @property
    def state(self) -> SheetState:
        if review := self.review:
            in_progress = review.status == WorkflowState.STATUS_IN_PROGRESS
            return SheetState.SUBMITTED if in_progress else SheetState.CHANGES_ASKED
        if self.live:
            return SheetState.PUBLISHED
        return SheetState.DRAFT if self.has_draft or not self.first_published_at else SheetState.ARCHIVED

    @property
    def state_since(self) -> datetime | None:
        """When the sheet came into its state; unknown for a sheet that was withdrawn."""
        if review := self.review:
            task_state = review.current_task_state
            return task_state.started_at if self.state is SheetState.SUBMITTED else task_state.finished_at
        dates = {SheetState.PUBLISHED: self.last_published_at, SheetState.DRAFT: self.latest_revision_created_at}
        return dates.get(self.state)

    @property
    def changes_asked(self) -> str:
        """What the reviewer asked for, in her words; empty unless the sheet was sent back."""
        return self.review.current_task_state.comment if self.state is SheetState.CHANGES_ASKED else ""


class Step(Orderable):
    """A step of the run sheet: so many minutes, what the animator does, what learners do."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField("étape", max_length=120)
    minutes = models.PositiveSmallIntegerField("minutes", validators=[MinValueValidator(1), MaxValueValidator(480)])
    animator = models.TextField("ce que fait l’animateur", max_length=1500)
    learners = models.TextField("ce que font les participants", max_length=1500, blank=True)

    panels = [FieldPanel("title"), FieldPanel("minutes"), FieldPanel("animator"), FieldPanel("learners")]

    class Meta(Orderable.Meta):
        verbose_name = "étape"
        verbose_name_plural = "étapes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1),
                name="step_lasts_a_minute",
                violation_error_message="Une étape dure au moins une minute.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.minutes} min)"
