"""Addresses of the public pages, for search engines: Wagtail's pages, then what the apps show to everybody."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from b2i.frameworks.models.framework import Framework, Skill
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail
from projets.portfolio.chantiers.models import Chantier
from projets.steering.extracts.models import published_meetings
from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.places.models.epm import EPM
from ressources.sheets.models.sheet import Sheet

VISITOR = AnonymousUser()
SECTIONS = (
    "reseau:directory", "reseau:agenda", "ressources:next_workshops", "b2i:index", "contact", "accueil:visio",
    "accueil:telecentres", "patrimoine:heritage", "patrimoine:trails", "patrimoine:outings", "projets:public_extracts",
)  # fmt: skip


class FromOrigin:
    """Writes whole addresses on the public address of the site, whatever host the request names."""

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.ORIGIN).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.ORIGIN).scheme


class SectionSitemap(FromOrigin, Sitemap):
    def items(self) -> tuple[str, ...]:
        return SECTIONS

    def location(self, item: str) -> str:
        return reverse(item)


class WrittenPageSitemap(FromOrigin, WagtailSitemap):
    """Pages that the coordination writes; sheets have their own audience, hence their own list."""

    def items(self) -> list[Page]:
        """Return the plain pages, all in one query whatever their kinds."""
        pages = self.get_wagtail_site().root_page.get_descendants(inclusive=True).live().public()
        return list(pages.not_type(Sheet).exclude(slug="contact").order_by("path"))

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict]:
        return Sitemap._urls(self, page, protocol, domain)

    def location(self, page: Page) -> str:
        return page.relative_url(self.get_wagtail_site(), self.request)


class SheetSitemap(FromOrigin, Sitemap):
    def items(self) -> list[Sheet]:
        return list(Sheet.objects.visible_to(VISITOR).in_use().only("slug", "last_published_at").order_by("pk"))

    def lastmod(self, sheet: Sheet) -> datetime | None:
        return sheet.last_published_at


class PlaceSitemap(FromOrigin, Sitemap):
    def items(self) -> list[EPM]:
        return list(EPM.objects.visible_to(VISITOR).only("slug").order_by("pk"))


class SkillSitemap(FromOrigin, Sitemap):
    """Frameworks, and each skill of the one that records follow."""

    def items(self) -> list[Framework | Skill]:
        skills = Skill.objects.filter(domain__framework__is_record_base=True).select_related("domain__framework")
        return [*Framework.objects.order_by("pk"), *skills.order_by("pk")]


class ChantierSitemap(FromOrigin, Sitemap):
    def items(self) -> list[Chantier]:
        return list(Chantier.objects.all())


class HeritageSitemap(FromOrigin, Sitemap):
    """Places and trails that are published."""

    def items(self) -> list[HeritagePlace | HeritageTrail]:
        places = HeritagePlace.objects.published().only("slug", "changed").order_by("pk")
        return [*places, *HeritageTrail.objects.published().only("slug", "changed").order_by("pk")]

    def lastmod(self, told: HeritagePlace | HeritageTrail) -> datetime:
        return told.changed


class ExtractSitemap(FromOrigin, Sitemap):
    def items(self) -> list[SteeringMeeting]:
        return list(published_meetings())

    def location(self, meeting: SteeringMeeting) -> str:
        return reverse("projets:public_extract", args=[meeting.pk])


SITEMAPS = {
    "sections": SectionSitemap,
    "pages": WrittenPageSitemap,
    "fiches": SheetSitemap,
    "lieux": PlaceSitemap,
    "competences": SkillSitemap,
    "chantiers": ChantierSitemap,
    "patrimoine": HeritageSitemap,
    "comite": ExtractSitemap,
}
