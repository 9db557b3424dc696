"""The library's own page: the list under which every sheet lives."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class LibraryPage(Page):
    introduction = models.TextField("introduction", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types = ["ressources.WorkshopPage"]
    max_count = 1
    template = "ressources/library.html"

    class Meta:
        verbose_name = "bibliothèque d’ateliers"
        verbose_name_plural = "bibliothèques d’ateliers"
