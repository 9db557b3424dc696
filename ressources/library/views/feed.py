"""The Atom feed of the library: the latest public sheets, for feed readers and partners' sites."""

import unicodedata

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from reseau.tags.names import sorted_tags
from ressources.sheets.models.sheet_origins import Sources
from ressources.sheets.models.workshop import WorkshopPage

ENTRIES = 30
TEN_MINUTES = 600


class SheetFeed(Feed):
    feed_type = Atom1Feed
    language = "fr"
    title = f"Fiches d’atelier – {settings.WAGTAIL_SITE_NAME}"
    subtitle = "Les dernières fiches d’atelier publiées par les espaces publics multimédia du Lot."
    link = reverse_lazy("ressources:library")
    author_name = settings.WAGTAIL_SITE_NAME
    feed_copyright = "Chaque fiche dit sa licence"

    def items(self):
        sheets = WorkshopPage.objects.visible_to(AnonymousUser()).in_use()
        sheets = sheets.select_related("epm", "adaptation").prefetch_related("tags")
        return sheets.order_by("-first_published_at", "-pk")[:ENTRIES]

    def item_guid(self, sheet: WorkshopPage) -> str:
        """Return an identifier that survives a move of the sheet."""
        return f"urn:uuid:{sheet.translation_key}"

    def item_title(self, sheet: WorkshopPage) -> str:
        return without_controls(sheet.title)

    def item_description(self, sheet: WorkshopPage) -> str:
        return without_controls(sheet.aim)

    def item_author_name(self, sheet: WorkshopPage) -> str:
        """Return the EPM: people are named only inside the network."""
        return without_controls(sheet.epm.name)

    def item_copyright(self, sheet: WorkshopPage) -> str:
        """Return the licence and the credits that it asks for."""
        credit_sentences = Sources(sheet, AnonymousUser()).credit_sentences
        return without_controls(". ".join([f"Licence {sheet.get_licence_display()}", *credit_sentences]))

    def item_categories(self, sheet: WorkshopPage) -> list[str]:
        return [without_controls(name) for name in sorted_tags(tag.name for tag in sheet.tags.all())]

    def item_pubdate(self, sheet: WorkshopPage):
        return sheet.first_published_at

    def item_updateddate(self, sheet: WorkshopPage):
        return sheet.last_published_at


def without_controls(text: str) -> str:
    """Remove the characters that XML refuses: a single one in a title would break the feed."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cs", "Cn"})


@login_not_required
@require_safe
@cache_control(public=True, max_age=TEN_MINUTES)
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    return SheetFeed()(request)
