"""A feed as XML (RFC 4287): the same bytes while nothing changes."""

import unicodedata
from datetime import UTC, datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from reseau.calendar.feeds.registry import MOST, FeedEntry, FeedSource

# A feed says when it changed, even one where nothing was ever published.
BEFORE_ALL = datetime(2026, 1, 1, tzinfo=UTC)
REFUSED_BY_XML = frozenset({"Cc", "Cs", "Cn"})


class PlainAtom(Atom1Feed):
    """Django writes summaries as HTML; ours are plain text, where « < » is a sign like any other."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=BEFORE_ALL)

    def add_item_elements(self, handler, item: dict) -> None:
        super().add_item_elements(handler, item)
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"], {"type": "text"})


def without_controls(text: str) -> str:
    """Remove the characters that XML refuses: a single one in a title would break the feed. Line ends become spaces."""
    return "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) not in REFUSED_BY_XML)


def render_feed(source: FeedSource, user, *, address: str) -> bytes:
    """Return the feed of what `user` may read; `address`: its own path."""
    feed = PlainAtom(
        title=f"{source.title} – {settings.WAGTAIL_SITE_NAME}",
        link=_absolute(source.page_address),
        description="",
        subtitle=source.subtitle,
        language="fr",
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=_absolute(address),
        feed_guid=source.uid,
        feed_copyright=source.rights or None,
    )
    for entry in list(source.entries(user))[:MOST]:
        _add(feed, entry)
    return feed.writeString("utf-8").encode()


def _add(feed: PlainAtom, entry: FeedEntry) -> None:
    feed.add_item(
        title=without_controls(entry.title),
        link=_absolute(entry.url),
        description=None,
        summary=without_controls(entry.summary),
        unique_id=entry.uid,
        author_name=without_controls(entry.author) or None,
        pubdate=entry.published,
        updateddate=max(entry.updated, entry.published),
        categories=[without_controls(name) for name in entry.categories],
        item_copyright=without_controls(entry.rights) or None,
    )


def _absolute(path: str) -> str:
    return urljoin(settings.ORIGIN, path)
