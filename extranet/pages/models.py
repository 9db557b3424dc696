"""Home and institutional pages, written in Wagtail by the coordination."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from formation.sessions.models.session import Session
from reseau.places.models.epm import EPM
from ressources.open_workshops.models import OpenWorkshop
from ressources.sheets.models.sheet import Sheet

WORKSHOPS_SHOWN = 3
SESSIONS_SHOWN = 3
SHEETS_SHOWN = 4


class HomePage(Page):
    """The root of the site, as visitors read it; members get a dashboard there (`extranet.home.views`)."""

    lead = models.TextField("accroche", blank=True)
    network = models.TextField("ce qu’est le réseau", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("network")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "extranet/pages/home.html"

    def get_context(self, request, *args, **kwargs) -> dict:
        workshops = OpenWorkshop.objects.visible_to(request.user).to_come()
        return {
            **super().get_context(request, *args, **kwargs),
            "epm_count": EPM.objects.open().count(),
            "workshops": workshops.with_place()[:WORKSHOPS_SHOWN],
            "workshop_count": workshops.count(),
            "sessions": Session.objects.upcoming().with_place()[:SESSIONS_SHOWN],
            "sheets": Sheet.objects.latest_published(request.user)[:SHEETS_SHOWN],
        }

    class Meta:
        verbose_name = "accueil"
        verbose_name_plural = "accueils"


class InstitutionalPage(Page):
    """Legal notice, accessibility statement, personal data: linked from every page."""

    body = RichTextField("texte", features=["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr"])

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types: list[str] = []
    template = "extranet/pages/institutional.html"

    class Meta:
        verbose_name = "page institutionnelle"
        verbose_name_plural = "pages institutionnelles"
