"""A workshop sheet: what an animator needs to run a workshop tomorrow, step by step, with minutes."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager

from reseau.permissions import is_network_member
from reseau.texts.wording import minutes_in_words
from ressources.sheets.content import WorkshopContent
from ressources.sheets.enums import Level, SheetKind
from ressources.sheets.models.sheet import TEMPLATE, Sheet, classification_panel
from ressources.sheets.models.sheet_queryset import SheetQuerySet


class WorkshopPageQuerySet(SheetQuerySet):
    def with_record(self):
        return super().with_record().prefetch_related("steps")


class WorkshopPage(Sheet):
    introduction = models.TextField("pourquoi cet atelier", blank=True, max_length=1500)
    learners = models.CharField("pour qui", max_length=200)
    level = models.CharField("niveau", max_length=16, choices=Level, default=Level.BEGINNER)
    duration = models.PositiveSmallIntegerField("durée en minutes, somme des étapes", default=0, editable=False)
    group_size = models.PositiveSmallIntegerField(
        "personnes au plus", default=8, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    needs_internet = models.BooleanField("demande Internet", default=True)
    announced = models.PositiveSmallIntegerField(
        "durée annoncée, en minutes",
        null=True,
        blank=True,
        help_text="Si vous avez un créneau : les minutes des étapes doivent y arriver.",
        validators=[MinValueValidator(1), MaxValueValidator(960)],
    )
    prerequisites = models.CharField("prérequis", max_length=300, blank=True)
    equipment = models.TextField("matériel", blank=True, max_length=3000, help_text="Un objet par ligne.")
    tips = models.TextField("conseils et variantes", blank=True, max_length=6000, help_text="Un conseil par ligne.")
    takeaways = models.TextField("à retenir", blank=True, max_length=3000, help_text="Une phrase simple par ligne.")
    sources = models.TextField(
        "sources des faits",
        blank=True,
        default="",
        db_default="",
        max_length=3000,
        help_text="Une par ligne\u00a0: qui le dit, puis l’adresse de la page.",
    )
    screens = models.CharField(
        "écrans montrés",
        blank=True,
        default="",
        db_default="",
        max_length=200,
        help_text="La version de ce que l’on voit\u00a0: «\u00a0Windows 11, Firefox 140\u00a0».",
    )

    objects = PageManager.from_queryset(WorkshopPageQuerySet)()

    content_panels = [
        *Sheet.content_panels,
        FieldPanel(
            "aim", heading="Objectif", help_text="En une phrase\u00a0: à la fin, que sait faire chaque personne\u00a0?"
        ),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("learners"),
                FieldPanel("level"),
                FieldPanel("duration", read_only=True),
                FieldPanel("announced"),
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
        FieldPanel("sources"),
        FieldPanel("screens"),
        HelpPanel(template="ressources/sheets/_editor_files.html", heading="Fichiers joints"),
        classification_panel(),
    ]
    kind = SheetKind.WORKSHOP
    content_class = WorkshopContent
    body_template = "ressources/sheets/_body.html"
    template = TEMPLATE

    class Meta:
        verbose_name = "fiche d’atelier"
        verbose_name_plural = "fiches d’atelier"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(group_size__gte=1),
                name="sheet_for_one_participant_at_least",
                violation_error_message="Un atelier accueille au moins une personne.",
            )
        ]

    @property
    def in_short(self) -> tuple[str, ...]:
        group = f"{self.group_size}\u00a0personne{'s' if self.group_size > 1 else ''} au plus"
        facts = (self.get_level_display(), minutes_in_words(self.duration), group)
        return facts if self.needs_internet else (*facts, "sans Internet")

    def write(self, content: WorkshopContent) -> None:
        super().write(content)
        self.duration = content.minutes
        self.steps = [
            Step(
                sort_order=rank,
                title=step.title,
                minutes=step.minutes,
                animator=step.animator,
                learners=step.learners,
                pictures=list(step.pictures),
            )
            for rank, step in enumerate(content.steps)
        ]

    def get_context(self, request, *args, **kwargs) -> dict:
        notes = self.deliveries.latest_notes_of(self) if self.pk and is_network_member(request.user) else ()
        return super().get_context(request, *args, **kwargs) | {"field_notes": notes}

    def clean(self) -> None:
        """Check, in Wagtail's editor as in the form, that the steps fill the announced duration."""
        super().clean()
        if gap := WorkshopContent.of_page(self).gap:
            raise ValidationError({"announced": gap})

    def _settle(self) -> None:
        """Set the duration to the sum of the steps."""
        self.duration = sum(step.minutes or 0 for step in self.steps.all())
        super()._settle()


class Step(Orderable):
    """A step of the run sheet: minutes, what the animator does, what learners do."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField("étape", max_length=120)
    minutes = models.PositiveSmallIntegerField("minutes", validators=[MinValueValidator(1), MaxValueValidator(480)])
    animator = models.TextField("ce que fait la personne qui anime", max_length=1500)
    learners = models.TextField("ce que fait le groupe", max_length=1500, blank=True)
    # The `mark` of each picture beside the step: pictures belong to the sheet, their place to each version.
    pictures = models.JSONField("images à côté", default=list, blank=True, editable=False)

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
