"""The home that visitors read, and the menu at the top of each of their pages."""

from typing import NamedTuple

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page

from accueil.visio.partners.models import Partner
from extranet.public.pages.blocks import HomeBlocks
from extranet.public.pages.menu import MOST_ENTRIES, MOST_FOOT_LINKS, MenuBlocks, MenuEntry, chosen_pages, menu_entries
from extranet.public.pages.models.news import NewsPage
from formation.sessions.models.session import Session
from reseau.places.models.epm import EPM
from reseau.web.live_pages import live_pages
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

WORKSHOPS_SHOWN = 3
SESSIONS_SHOWN = 3
SHEETS_SHOWN = 4
PARTNERS_SHOWN = 2
NEWS_SHOWN = 3


class PublicMenus(NamedTuple):
    """What visitors read around each page."""

    top: list[MenuEntry]
    foot: list[MenuEntry]


class HomePage(Page):
    """The root of the site, as visitors read it; members get a dashboard there (`extranet.dashboards.home.views`)."""

    lead = models.TextField("accroche", blank=True)
    blocks = StreamField(HomeBlocks(), verbose_name="parties de l’accueil", blank=True)
    menu = StreamField(
        MenuBlocks(),
        verbose_name="menu du public",
        blank=True,
        max_num=MOST_ENTRIES,
        help_text=f"{MOST_ENTRIES} au plus, qui se lisent d’un coup d’œil. Le reste va au pied des pages.",
    )
    foot = StreamField(
        MenuBlocks(),
        verbose_name="pied des pages",
        blank=True,
        default=list,
        db_default=[],
        max_num=MOST_FOOT_LINKS,
        help_text=(
            f"{MOST_FOOT_LINKS} au plus. L’aide, «\u00a0Nous écrire\u00a0» et les pages légales y sont toujours."
        ),
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("blocks")]
    menu_panels = [
        HelpPanel(
            "<p>Ce que lisent les personnes qui ne sont pas connectées, en haut et au pied de chaque page. Une page "
            "retirée quitte le menu d’elle-même. Les membres et les apprenants ont un autre menu, qui suit ce qu’ils "
            "ont à faire.</p>"
        ),
        FieldPanel("menu"),
        FieldPanel("foot"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Accueil"),
            ObjectList(menu_panels, heading="Menu et pied"),
            ObjectList(Page.promote_panels, heading="Promotion"),
        ]
    )
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    # The home is public: its view does not look up Wagtail restrictions (`extranet.dashboards.home.views`).
    private_page_options: list[str] = []
    template = "extranet/public/pages/home.html"

    class Meta:
        verbose_name = "accueil"
        verbose_name_plural = "accueils"

    def get_context(self, request, *args, **kwargs) -> dict:
        workshops = OpenWorkshop.objects.visible_to(request.user).to_come()
        return {
            **super().get_context(request, *args, **kwargs),
            "epm_count": EPM.objects.open().count(),
            "workshops": workshops.with_place()[:WORKSHOPS_SHOWN],
            "workshop_count": workshops.count(),
            "video_partners": Partner.objects.open()[:PARTNERS_SHOWN],
            "sessions": Session.objects.upcoming().with_place()[:SESSIONS_SHOWN],
            "sheets": self.sheets_for(request.user),
            "news": NewsPage.objects.latest()[:NEWS_SHOWN],
            # Its own menus rather than the published ones, which cost a query: those of a draft in its preview.
            "public_menu": self.menus.top,
            "public_foot": self.menus.foot,
        }

    def sheets_for(self, user) -> list[Sheet]:
        """Return the sheets that the coordination chose, in its order; the latest ones if it chose none."""
        sheets = Sheet.objects.latest_published(user)
        if not self.featured_keys:
            return list(sheets[:SHEETS_SHOWN])
        chosen = {sheet.pk: sheet for sheet in sheets.filter(pk__in=self.featured_keys)}
        return [chosen[key] for key in self.featured_keys if key in chosen]

    @property
    def featured_keys(self) -> list[int]:
        """Keys of the featured sheets, read without loading the pages themselves."""
        return [
            item["value"] if isinstance(item, dict) else item
            for block in self.blocks.raw_data
            if block["type"] == "sheets"
            for item in block["value"]["sheets"]
        ]

    @cached_property
    def menus(self) -> PublicMenus:
        """Its menus. One query if a page is in them."""
        pages = chosen_pages(self.menu, self.foot)
        return PublicMenus(menu_entries(self.menu, pages), menu_entries(self.foot, pages))


def public_menus() -> PublicMenus:
    """Return the menus of visitors; empty ones on a site without pages. One query, one more if a page is in them."""
    home = live_pages(HomePage).only("menu", "foot").first()
    return home.menus if home else PublicMenus([], [])
