"""The news of the network, as a public feed."""

from collections.abc import Iterator

from extranet.public.pages.models.news import NewsIndexPage, NewsPage
from reseau.calendar.feeds.registry import MOST, FeedEntry, FeedSource
from reseau.web.live_pages import live_pages


class NewsEntries(FeedSource):
    name = "actualites"
    title = "Actualités"
    subtitle = "Ce qui se passe dans les espaces publics multimédia du Lot."
    page = "home"

    @property
    def page_address(self) -> str:
        """The path of the list that the coordination edits; the home of a site that has none."""
        index = live_pages(NewsIndexPage).only("url_path").first()
        return index.get_absolute_url() if index else super().page_address

    def entries(self, user) -> Iterator[FeedEntry]:
        """Yield the published news. One query."""
        for news in NewsPage.objects.visible_to(user).latest()[:MOST]:
            yield FeedEntry(
                # Survives a move and another title.
                uid=f"urn:uuid:{news.translation_key}",
                title=news.title,
                url=news.get_absolute_url(),
                published=news.published,
                updated=news.last_published_at or news.published,
                summary=news.summary,
            )


SOURCES = (NewsEntries(),)
