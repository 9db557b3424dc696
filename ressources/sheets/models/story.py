"""A project story: what an EPM set up, with whom, at what cost, with what result."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from ressources.sheets.enums import SheetKind
from ressources.sheets.models.sheet import TEMPLATE, Sheet, classification_panel
from ressources.sheets.short_contents import StoryContent


class StoryPage(Sheet):
    period = models.CharField("quand", max_length=80, blank=True, help_text="« De mars à juin 2026 ».")
    story = models.TextField("ce que nous avons mis en place", max_length=6000)
    partners = models.CharField("avec qui", max_length=300, blank=True)
    cost = models.CharField("combien cela a coûté", max_length=200, blank=True, help_text="En euros, en heures.")
    result = models.TextField("ce que cela a donné", max_length=3000)
    advice = models.TextField("si c’était à refaire", max_length=3000, blank=True, help_text="Un conseil par ligne.")

    content_panels = [
        *Sheet.content_panels,
        FieldPanel("aim"),
        FieldPanel("period"),
        FieldPanel("story"),
        FieldPanel("partners"),
        FieldPanel("cost"),
        FieldPanel("result"),
        FieldPanel("advice"),
        classification_panel(),
    ]
    kind = SheetKind.STORY
    content_class = StoryContent
    body_template = "ressources/sheets/_story_body.html"
    template = TEMPLATE

    class Meta:
        verbose_name = "récit de projet"
        verbose_name_plural = "récits de projet"

    @property
    def in_short(self) -> tuple[str, ...]:
        return (self.period,) if self.period else ()
