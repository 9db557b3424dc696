"""News of the network: a list, and a page for each."""

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet

from extranet.pages.models.institutional import TEXT_FEATURES

PER_PAGE = 20


class NewsIndexPage(Page):
    introduction = models.CharField("introduction", max_length=240, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types = ["extranet.NewsPage"]
    max_count = 1
    template = "extranet/pages/news_index.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "liste des actualités"
        verbose_name_plural = "listes des actualités"

    def get_context(self, request, *args, **kwargs) -> dict:
        page = Paginator(NewsPage.objects.latest().child_of(self), PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"page_obj": page}


class NewsQuerySet(PageQuerySet):
    def latest(self):
        """Published news, the latest first."""
        return self.live().order_by("-day", "-pk")


class NewsPage(Page):
    day = models.DateField("jour", default=timezone.localdate)
    summary = models.CharField("en une ou deux phrases", max_length=240)
    body = RichTextField("texte", features=TEXT_FEATURES, blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [*Page.content_panels, FieldPanel("day"), FieldPanel("summary"), FieldPanel("body")]
    parent_page_types = ["extranet.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "extranet/pages/news.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "actualité"
        verbose_name_plural = "actualités"

    @property
    def list_url(self) -> str:
        """The address of all the news, just above its own."""
        return self.url.removesuffix(f"{self.slug}/")
