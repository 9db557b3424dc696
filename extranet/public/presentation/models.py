"""A page that presents the network to everybody, made of parts; pages under it make a section with it."""

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from alertes.channels.mails.headers import absolute
from extranet.public.pages.models.news import NewsPage
from extranet.public.pages.models.written_page import WrittenPage
from extranet.public.presentation.blocks import PageIcon, PresentationBlocks

MOST_PARTS = 20
NEWS_SHOWN = 3
# Under the root of the tree and the home.
DEPTH_OF_SECTIONS = 3


class PresentationPage(WrittenPage):
    lead = models.TextField(
        "introduction",
        max_length=280,
        help_text="Une ou deux phrases, sous le titre, dans les listes et dans la recherche. 280 signes au plus.",
    )
    icon = models.CharField("dessin", max_length=20, choices=PageIcon, default=PageIcon.PAGE)
    is_example = models.BooleanField(
        "texte d’exemple",
        default=False,
        help_text="Un bandeau dit que ce texte est à relire. Décochez quand il dit ce que le réseau a décidé.",
    )
    parts = StreamField(PresentationBlocks(), verbose_name="parties", blank=True, max_num=MOST_PARTS)
    source = models.CharField(
        "source",
        max_length=240,
        blank=True,
        help_text="D’où viennent les faits et les nombres écrits ici. Elle paraît en bas de la page.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        HelpPanel(
            "<p>Composez la page avec peu de parties, la plus utile d’abord. L’aperçu, à droite, la montre sur un "
            "téléphone et sur un grand écran. «\u00a0Publier\u00a0» la met en ligne et dans la recherche aussitôt.</p>"
        ),
        FieldPanel("parts"),
        MultiFieldPanel(
            [FieldPanel("source"), FieldRowPanel([FieldPanel("icon"), FieldPanel("is_example")])], heading="À savoir"
        ),
    ]
    parent_page_types = ["extranet.HomePage", "extranet.PresentationPage"]
    subpage_types = ["extranet.PresentationPage"]
    template = "extranet/public/presentation/page.html"

    class Meta:
        verbose_name = "page de présentation"
        verbose_name_plural = "pages de présentation"

    def get_context(self, request, *args, **kwargs) -> dict:
        shows_news = any(part.block_type == "news" for part in self.parts)
        return super().get_context(request, *args, **kwargs) | {
            "section": self.section,
            "section_pages": self.section_pages,
            "news": NewsPage.objects.latest()[:NEWS_SHOWN] if shows_news else [],
        }

    @property
    def in_one_sentence(self) -> str:
        return self.lead

    @property
    def heads_section(self) -> bool:
        return self.depth == DEPTH_OF_SECTIONS

    @cached_property
    def _of_section(self) -> list["PresentationPage"]:
        """The head of the section, then the published pages just under it, in the order of the editor. One query."""
        head = self.path[: Page.steplen * DEPTH_OF_SECTIONS]
        shown = Q(path=head) | Q(path__startswith=head, depth=DEPTH_OF_SECTIONS + 1, live=True)
        pages = PresentationPage.objects.filter(shown).order_by("path")
        return list(pages.only("title", "lead", "icon", "url_path", "path", "depth"))

    @property
    def section(self) -> "PresentationPage":
        """The page just under the home: itself, or one that it stands under."""
        return self if self.heads_section else self._of_section[0]

    @property
    def section_pages(self) -> list["PresentationPage"]:
        return self._of_section[1:]

    def describe(self) -> dict:
        """Return the description of the page, with its place in the site."""
        trail = [self] if self.heads_section else [self.section, self]
        crumbs = [
            {"@type": "ListItem", "position": rank, "name": page.title, "item": absolute(page.get_absolute_url())}
            for rank, page in enumerate(trail, start=1)
        ]
        return super().describe() | {"breadcrumb": {"@type": "BreadcrumbList", "itemListElement": crumbs}}
