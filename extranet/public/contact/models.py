"""The contact page as the coordination writes it; the form and its answers are those of the site."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class ContactPage(Page):
    introduction = models.CharField("introduction", max_length=240, blank=True)
    delay = models.CharField(
        "délai de réponse",
        max_length=120,
        blank=True,
        help_text="Ce que l’on dit après l’envoi, par exemple\u00a0: « On vous répond dans la semaine. »",
    )
    elsewhere = RichTextField(
        "autres façons de nous joindre", features=["bold", "link", "ul"], blank=True, help_text="Téléphone, courrier…"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("delay"),
        FieldPanel("elsewhere"),
    ]
    # Its address is that of the view.
    promote_panels: list = []
    parent_page_types = ["extranet.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "extranet/public/contact/contact.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "page de contact"
        verbose_name_plural = "pages de contact"
