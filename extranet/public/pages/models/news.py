"""News of the network: a list, and a page for each."""

import datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager

from extranet.public.pages.models.institutional import TEXT_FEATURES
from extranet.public.pages.models.written_page import WrittenPage, WrittenPageQuerySet
from reseau.calendar.days import midnight

PER_PAGE = 20


class NewsIndexPage(WrittenPage):
    introduction = models.CharField("introduction", max_length=240, blank=True)

    content_panels = [*WrittenPage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types = ["extranet.NewsPage"]
    max_count = 1
    template = "extranet/public/pages/news_index.html"

    class Meta:
        verbose_name = "liste des actualités"
        verbose_name_plural = "listes des actualités"

    def get_context(self, request, *args, **kwargs) -> dict:
        page = Paginator(NewsPage.objects.latest().child_of(self), PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"page_obj": page}


class NewsQuerySet(WrittenPageQuerySet):
    def latest(self):
        """Published news, the latest first."""
        return self.live().order_by("-day", "-pk")


class NewsPage(WrittenPage):
    day = models.DateField("jour", default=timezone.localdate)
    summary = models.CharField("en une ou deux phrases", max_length=240)
    body = RichTextField("texte", features=TEXT_FEATURES, blank=True)

    schema_type = "NewsArticle"
    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [*WrittenPage.content_panels, FieldPanel("day"), FieldPanel("summary"), FieldPanel("body")]
    parent_page_types = ["extranet.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "extranet/public/pages/news.html"

    class Meta:
        verbose_name = "actualité"
        verbose_name_plural = "actualités"

    @property
    def list_url(self) -> str:
        """The address of all the news, just above its own."""
        return self.url.removesuffix(f"{self.slug}/")

    @property
    def in_one_sentence(self) -> str:
        return self.summary

    @property
    def published(self) -> datetime.datetime:
        """The beginning of its day, by which lists and feeds order the news."""
        return midnight(self.day)

    def describe(self) -> dict:
        return super().describe() | {
            "headline": self.title,
            "datePublished": self.day.isoformat(),
            "publisher": {"@type": "Organization", "name": settings.ORGANISATION},
        }
