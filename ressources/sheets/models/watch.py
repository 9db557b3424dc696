"""Veille: something read elsewhere, with the reason why it matters in an EPM."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from ressources.sheets.enums import SheetKind
from ressources.sheets.models.sheet import TEMPLATE, Sheet, classification_panel
from ressources.sheets.short_contents import WatchContent


class WatchPage(Sheet):
    link = models.URLField("adresse de la page", max_length=500)
    source = models.CharField(
        "source", max_length=120, blank=True, help_text="Le site, le journal ou l’organisme qui publie."
    )
    published_on = models.DateField("publié le", null=True, blank=True)
    why = models.TextField("pourquoi cela compte dans un EPM", max_length=3000)

    content_panels = [
        *Sheet.content_panels,
        FieldPanel("aim"),
        FieldPanel("link"),
        FieldPanel("source"),
        FieldPanel("published_on"),
        FieldPanel("why"),
        classification_panel(),
    ]
    kind = SheetKind.WATCH
    content_class = WatchContent
    body_template = "ressources/sheets/_watch_body.html"
    template = TEMPLATE

    class Meta:
        verbose_name = "veille"
        verbose_name_plural = "veilles"

    @property
    def in_short(self) -> tuple[str, ...]:
        return (self.source,) if self.source else ()
