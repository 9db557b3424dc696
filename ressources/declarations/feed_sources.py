"""Public feeds of the library: workshop sheets, and the veille. They name the place, never a person."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from reseau.calendar.feeds.registry import MOST, FeedEntry, FeedSource
from reseau.texts.tags.names import sorted_tags
from ressources.sheets.models.sheet_origins import Sources
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.models.workshop import WorkshopPage


class SheetEntries(FeedSource):
    name = "fiches"
    title = "Fiches d’atelier"
    subtitle = "Les dernières fiches d’atelier publiées par les espaces publics multimédia du Lot."
    page = "ressources:library"
    rights = "Chaque fiche dit sa licence"

    @property
    def address(self) -> str:
        """The address of before there were other feeds."""
        return reverse("ressources:feed")

    def entries(self, user) -> Iterator[FeedEntry]:
        """Yield the public sheets with their licence and the credits that it asks for. Two queries."""
        sheets = WorkshopPage.objects.visible_to(user).in_use().select_related("epm", "adaptation")
        for sheet in sheets.prefetch_related("tags").order_by("-first_published_at", "-pk")[:MOST]:
            credit_sentences = Sources(sheet, AnonymousUser()).credit_sentences
            yield FeedEntry(
                # Survives a move of the sheet.
                uid=f"urn:uuid:{sheet.translation_key}",
                title=sheet.title,
                url=sheet.get_absolute_url(),
                published=sheet.first_published_at,
                updated=sheet.last_published_at,
                summary=sheet.aim,
                author=sheet.epm.name,
                rights=". ".join([f"Licence {sheet.get_licence_display()}", *credit_sentences]),
                categories=tuple(sorted_tags(tag.name for tag in sheet.tags.all())),
            )


class WatchEntries(FeedSource):
    name = "veille"
    title = "Veille"
    subtitle = "Lu ailleurs, utile dans un espace public multimédia, et pourquoi."
    page = "ressources:watch"

    def entries(self, user) -> Iterator[FeedEntry]:
        """Yield the public pages of the veille, each with its reason. Two queries."""
        pages = WatchPage.objects.visible_to(user).in_use().select_related("epm").prefetch_related("tags")
        for page in pages.order_by("-first_published_at", "-pk")[:MOST]:
            yield FeedEntry(
                uid=f"urn:uuid:{page.translation_key}",
                title=page.title,
                url=page.get_absolute_url(),
                published=page.first_published_at,
                updated=page.last_published_at,
                summary=" – ".join(filter(None, (page.source, page.why))),
                author=page.epm.name if page.epm else "",
                categories=tuple(sorted_tags(tag.name for tag in page.tags.all())),
            )


SOURCES = (SheetEntries(), WatchEntries())
