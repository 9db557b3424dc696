"""The training catalogue: pages that say what a training is; its dates are sessions (`formation.models.session`)."""

from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from b2i.models import Skill


class CataloguePage(Page):
    introduction = models.TextField("introduction", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types = ["formation.TrainingPage"]
    max_count = 1
    template = "formation/catalogue.html"

    class Meta:
        verbose_name = "catalogue de formations"
        verbose_name_plural = "catalogues de formations"


class TrainingTag(TaggedItemBase):
    content_object = ParentalKey("formation.TrainingPage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = "mot-clé d’une formation"
        verbose_name_plural = "mots-clés des formations"


class TrainingPage(Page):
    """A training for animators. The number of half-days of its programme is the number a session has."""

    aim = models.CharField("objectif", max_length=300, help_text="En une phrase : après, que sait faire l’animateur ?")
    introduction = models.TextField("présentation", blank=True)
    aims = models.TextField("objectifs détaillés", blank=True, help_text="Un objectif par ligne.")
    audience_text = models.CharField("public", max_length=240)
    prerequisites = models.CharField("prérequis", max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField("places conseillées", default=12, validators=[MinValueValidator(1)])
    trainer_profile = models.CharField("qui forme", max_length=300, blank=True)
    accessibility = models.CharField("accessibilité", max_length=300, blank=True)
    kit = models.TextField("ce que l’on emporte", blank=True, help_text="Un objet par ligne.")
    skills = ParentalManyToManyField(
        Skill, verbose_name="compétences que l’on saura transmettre", blank=True, related_name="trainings"
    )
    tags = ClusterTaggableManager(through=TrainingTag, verbose_name="mots-clés", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("aim"),
        FieldPanel("introduction"),
        FieldPanel("aims"),
        InlinePanel("programme", heading="Programme", label="demi-journée", min_num=1),
        MultiFieldPanel(
            [
                FieldPanel("audience_text"),
                FieldPanel("prerequisites"),
                FieldPanel("capacity"),
                FieldPanel("trainer_profile"),
                FieldPanel("accessibility"),
                FieldPanel("kit"),
            ],
            heading="En pratique",
        ),
        MultiFieldPanel([FieldPanel("skills"), FieldPanel("tags")], heading="Classement"),
    ]
    parent_page_types = ["formation.CataloguePage"]
    subpage_types: list[str] = []
    template = "formation/training.html"

    class Meta:
        verbose_name = "formation"
        verbose_name_plural = "formations"

    @property
    def aim_list(self) -> list[str]:
        return self.aims.splitlines()

    @property
    def kit_list(self) -> list[str]:
        return self.kit.splitlines()


class ProgrammeHalfDay(Orderable):
    """What one half-day of a training is made of."""

    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="programme")
    title = models.CharField("titre", max_length=160)
    items = models.TextField("contenu", help_text="Un point par ligne.")

    panels = [FieldPanel("title"), FieldPanel("items")]

    class Meta(Orderable.Meta):
        verbose_name = "demi-journée du programme"
        verbose_name_plural = "demi-journées du programme"

    def __str__(self) -> str:
        return self.title

    @property
    def item_list(self) -> list[str]:
        return self.items.splitlines()
