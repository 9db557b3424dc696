"""A workshop sheet: what an animator needs to run a workshop tomorrow, step by step, with minutes.

The page's owner is its author. A sheet comes from an EPM, whose territory says who reviews it
(`ressources.models.review`). Drafts live in revisions: the row of a page holds what is published.
"""

from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager, PageQuerySet

from b2i.models import Skill
from reseau import audience
from reseau.enums import Audience
from reseau.models import EPM
from ressources.enums import Level


class SheetTag(TagBase):
    """A tag of the library; its own list, so that the forums' words do not leak into it."""

    free_tagging = True

    class Meta:
        verbose_name = "mot-clé"
        verbose_name_plural = "mots-clés"


class WorkshopTag(ItemBase):
    tag = models.ForeignKey(SheetTag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="tagged_sheets")
    content_object = ParentalKey("ressources.WorkshopPage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = "mot-clé d’une fiche"
        verbose_name_plural = "mots-clés des fiches"


class WorkshopPageQuerySet(PageQuerySet):
    def visible_to(self, user):
        """Published sheets whose audience `user` belongs to."""
        tokens = audience.tokens_of(user)
        levels = [level for level in Audience.values if level in tokens]
        return self.live().filter(audience__in=levels)

    def with_card(self):
        """Joins what a result card shows, so that a list costs a constant number of queries."""
        return self.select_related("epm__commune__territory", "owner").prefetch_related("tags", "skills__domain")


class WorkshopPage(Page):
    aim = models.CharField("objectif", max_length=240, help_text="En une phrase : à la fin, que sait faire chacun ?")
    introduction = models.TextField("pourquoi cet atelier", blank=True, max_length=1500)
    learners = models.CharField("pour qui", max_length=200)
    level = models.CharField("niveau", max_length=16, choices=Level, default=Level.BEGINNER)
    duration = models.PositiveSmallIntegerField("durée en minutes", validators=[MinValueValidator(5)])
    group_size = models.PositiveSmallIntegerField("participants au plus", validators=[MinValueValidator(1)])
    needs_internet = models.BooleanField("demande Internet", default=True)
    prerequisites = models.CharField("prérequis", max_length=300, blank=True)
    equipment = models.TextField("matériel", blank=True, help_text="Un objet par ligne.")
    tips = models.TextField("conseils et variantes", blank=True, help_text="Un conseil par ligne.")
    takeaways = models.TextField("à retenir, pour l’apprenant", blank=True, help_text="Une phrase simple par ligne.")
    audience = models.CharField("visible par", max_length=8, choices=Audience, default=Audience.PUBLIC)
    epm = models.ForeignKey(EPM, verbose_name="EPM d’origine", on_delete=models.PROTECT, related_name="sheets")
    skills = ParentalManyToManyField(
        Skill, verbose_name="compétences travaillées", blank=True, related_name="workshop_sheets"
    )
    tags = ClusterTaggableManager(through=WorkshopTag, verbose_name="mots-clés", blank=True)

    objects = PageManager.from_queryset(WorkshopPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("aim"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("learners"),
                FieldPanel("level"),
                FieldPanel("duration"),
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
        MultiFieldPanel(
            [FieldPanel("skills"), FieldPanel("tags"), FieldPanel("audience"), FieldPanel("epm")], heading="Classement"
        ),
    ]
    parent_page_types = ["ressources.LibraryPage"]
    subpage_types: list[str] = []
    template = "ressources/workshop.html"

    class Meta:
        verbose_name = "fiche d’atelier"
        verbose_name_plural = "fiches d’atelier"

    @property
    def equipment_list(self) -> list[str]:
        return self.equipment.splitlines()

    @property
    def tip_list(self) -> list[str]:
        return self.tips.splitlines()

    @property
    def takeaway_list(self) -> list[str]:
        return self.takeaways.splitlines()


class Step(Orderable):
    """A step of the run sheet: so many minutes, what the animator does, what learners do."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField("étape", max_length=120)
    minutes = models.PositiveSmallIntegerField("minutes", validators=[MinValueValidator(1)])
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
