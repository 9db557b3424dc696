"""A training of the catalogue: content, audience, practical details. Its dates are sessions (`formation.sessions`)."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef
from django.urls import reverse
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager, PageQuerySet

from b2i.frameworks.models.framework import Skill
from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.training_content import (
    is_wanted_by,
    linked_titles,
    upcoming_sessions,
)
from formation.sessions.models.session import Session
from reseau.web.live_pages import from_own_table
from ressources.sheets.content import source_link
from ressources.sheets.models.sheet import Sheet

RESERVED_SLUGS = frozenset(
    {
        "accords",
        "besoins",
        "calendriers",
        "fichiers",
        "formateurs",
        "mes-disponibilites",
        "mes-deplacements",
        "mes-formations",
        "parcours",
        "plan",
        "sessions",
        "trouver-une-date",
    }
)


# Texts of the page, which lists do not show.
LONG_TEXTS = (
    "introduction", "aims", "kit", "prerequisites", "trainer_profile", "accessibility", "week_after", "sources",
    "screens",
)  # fmt: skip


def check_training_slug(slug: str) -> None:
    """Raise ValidationError if a page of the training year already uses this address (`formation.urls`)."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            {"slug": f"L’adresse «\u00a0{slug}\u00a0» est déjà prise par une page du site. Choisissez-en une autre."}
        )


def non_empty_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class TrainingTag(TaggedItemBase):
    content_object = ParentalKey("formation.TrainingPage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = "mot-clé d’une formation"
        verbose_name_plural = "mots-clés des formations"


class TrainingPageQuerySet(PageQuerySet):
    def visible_to(self, user):
        """Published trainings, which are public."""
        return from_own_table(self.live())

    def with_card(self):
        """Annotate `half_day_count` and defer the long texts, which lists do not show."""
        trainings = self.annotate(half_day_count=models.Count("programme"))
        return trainings.defer(*LONG_TEXTS)

    def with_kit_files(self):
        """Join the files of each training that its readers see (`TrainingPage.shown_kit_files`)."""
        return self.annotate(kit_file_rows=KitFile.objects.of_readers(OuterRef("pk")))


class TrainingPage(Page):
    """A training for animators. A session usually has as many half-days as its programme."""

    aim = models.CharField("objectif", max_length=300, help_text="En une phrase\u00a0: après, que sait-on faire\u00a0?")
    introduction = models.TextField("présentation", blank=True)
    aims = models.TextField("objectifs détaillés", blank=True, help_text="Un objectif par ligne.")
    audience_text = models.CharField("public", max_length=240)
    prerequisites = models.CharField("prérequis", max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField("places conseillées", default=12, validators=[MinValueValidator(1)])
    workstations = models.PositiveSmallIntegerField(
        "postes informatiques nécessaires", default=0, help_text="Zéro\u00a0: chacun vient avec sa machine, ou sans."
    )
    trainer_profile = models.CharField("qui forme", max_length=300, blank=True)
    accessibility = models.CharField("accessibilité", max_length=300, blank=True)
    accessibility_contact = models.CharField(
        "contact pour l’accessibilité",
        max_length=200,
        blank=True,
        help_text="Qui prévenir si l’on a besoin d’un aménagement : un nom, un téléphone, une adresse électronique.",
    )
    kit = models.TextField("ce que l’on emporte", blank=True, help_text="Un objet par ligne.")
    week_after = models.TextField(
        "la semaine suivante",
        blank=True,
        default="",
        db_default="",
        max_length=600,
        help_text="Ce que l’on peut animer dès la semaine suivante\u00a0: le titre d’une fiche emportée, entre "
        "«\u00a0guillemets\u00a0», devient un lien.",
    )
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
    verified_on = models.DateField(
        "faits vérifiés le", null=True, blank=True, help_text="Le jour où quelqu’un a tout relu à ces sources."
    )
    skills = ParentalManyToManyField(
        Skill, verbose_name="compétences que l’on saura transmettre", blank=True, related_name="trainings"
    )
    tags = ClusterTaggableManager(through=TrainingTag, verbose_name="mots-clés", blank=True)

    objects = PageManager.from_queryset(TrainingPageQuerySet)()

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
                FieldPanel("workstations"),
                FieldPanel("trainer_profile"),
                FieldPanel("accessibility"),
                FieldPanel("accessibility_contact"),
                FieldPanel("kit"),
            ],
            heading="En pratique",
        ),
        InlinePanel("kit_sheets", heading="Fiches de la bibliothèque que l’on emporte", label="fiche"),
        HelpPanel(template="formation/offer/catalogue/_editor_files.html", heading="Fichiers à télécharger"),
        FieldPanel("week_after"),
        MultiFieldPanel(
            [FieldPanel("sources"), FieldPanel("screens"), FieldPanel("verified_on")], heading="D’où viennent les faits"
        ),
        MultiFieldPanel([FieldPanel("skills"), FieldPanel("tags")], heading="Classement"),
    ]
    parent_page_types = ["formation.CataloguePage"]
    subpage_types: list[str] = []
    template = "formation/offer/catalogue/training.html"
    private_page_options: list[str] = []  # the whole catalogue is public
    next_session = None  # set by the catalogue, which reads all sessions at once
    shown_sessions: Sequence[Session] = ()  # set by the page of the training

    class Meta:
        verbose_name = "formation"
        verbose_name_plural = "formations"

    def get_absolute_url(self) -> str:
        return reverse("formation:training", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        check_training_slug(self.slug)

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        kit_sheets = self.kit_for(request.user) if self.pk else []
        return context | {
            "programme": self.programme.all(),
            "skills": self.skills.select_related("domain"),
            "tags": [link.tag for link in self.tagged_items.select_related("tag")],
            "kit_sheets": kit_sheets,
            "kit_files": self.shown_kit_files,
            "week_after": linked_titles(self.week_after, kit_sheets),
            "sessions": self.upcoming_sessions(request.user) if self.pk else [],
            "is_wanted": bool(self.pk) and is_wanted_by(request.user, self.pk),
        }

    def upcoming_sessions(self, user) -> list[Session]:
        """Next sessions, with places left and the status of `user` in each."""
        sessions = upcoming_sessions(user, self.pk)
        for session in sessions:
            session.training = self
        self.shown_sessions = sessions
        return sessions

    def kit_for(self, user) -> list[Sheet]:
        """Sheets of the kit that `user` may read, in order."""
        return list(Sheet.objects.visible_to(user).filter(in_kits__page=self.pk).order_by("in_kits__sort_order"))

    @property
    def shown_kit_files(self) -> Iterable[KitFile]:
        """Files that readers may download. No query if that of the training joined them (`with_kit_files`)."""
        return KitFile.objects.for_readers_of(self, getattr(self, "kit_file_rows", None)) if self.pk else ()

    @property
    def aim_list(self) -> list[str]:
        return non_empty_lines(self.aims)

    @property
    def kit_list(self) -> list[str]:
        return non_empty_lines(self.kit)

    @property
    def source_links(self) -> list[tuple[str, str]]:
        """Who says each fact, and the address of the page, empty for a book or a person."""
        return [source_link(line) for line in non_empty_lines(self.sources)]


class ProgrammeHalfDay(Orderable):
    """The content of one half-day of a training."""

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
        return non_empty_lines(self.items)


class KitSheet(Orderable):
    """A sheet of the library that participants take away from a training."""

    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="kit_sheets")
    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="in_kits"
    )

    panels = [FieldPanel("sheet")]

    class Meta(Orderable.Meta):
        verbose_name = "fiche emportée d’une formation"
        verbose_name_plural = "fiches emportées des formations"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "sheet"],
                name="kit_has_a_sheet_once",
                violation_error_message="Cette fiche est déjà parmi celles que l’on emporte.",
            )
        ]

    def __str__(self) -> str:
        return self.sheet.title
