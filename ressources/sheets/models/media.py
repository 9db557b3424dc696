"""A media: a document, a video, slides ready to show, joined to the page or linked."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel

from reseau.texts.wording import minutes_in_words
from ressources.sheets.enums import MediaFormat, SheetKind
from ressources.sheets.models.sheet import TEMPLATE, Sheet, classification_panel
from ressources.sheets.short_contents import MediaContent

NOTHING_TO_SHOW = "Donnez une adresse, ou joignez un fichier à la fiche."


class MediaPage(Sheet):
    form = models.CharField("forme", max_length=12, choices=MediaFormat)
    link = models.URLField("adresse", max_length=500, blank=True, help_text="Celle de la vidéo, du son ou du jeu.")
    minutes = models.PositiveSmallIntegerField(
        "durée en minutes", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    description = models.TextField("ce que l’on y trouve", max_length=3000, blank=True)
    credits = models.CharField(
        "auteurs et licence d’origine", max_length=200, blank=True, help_text="Si le média n’est pas de vous."
    )

    content_panels = [
        *Sheet.content_panels,
        FieldPanel("aim"),
        FieldPanel("form"),
        FieldPanel("link"),
        FieldPanel("minutes"),
        FieldPanel("description"),
        FieldPanel("credits"),
        HelpPanel(template="ressources/sheets/_editor_files.html", heading="Fichiers joints"),
        classification_panel(),
    ]
    kind = SheetKind.MEDIA
    content_class = MediaContent
    body_template = "ressources/sheets/_media_body.html"
    template = TEMPLATE

    class Meta:
        verbose_name = "média"
        verbose_name_plural = "médias"

    @property
    def in_short(self) -> tuple[str, ...]:
        return tuple(
            text for text in (self.get_form_display(), self.minutes and minutes_in_words(self.minutes)) if text
        )

    def missing(self) -> dict[str, str]:
        """Return what is missing; a media needs an address or a file."""
        missing = super().missing()
        if not self.latest_content.link and not self.attachments.exists():
            missing["link"] = NOTHING_TO_SHOW
        return missing
