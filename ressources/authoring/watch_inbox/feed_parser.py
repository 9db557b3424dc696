"""Process that reads a feed: `python -m ressources.authoring.watch_inbox.feed_parser <address> <kind>`.

Whatever a feed holds, only plain text comes out of it, within limits; its HTML is never shown.
"""

import calendar
import html
import io
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import feedparser
import nh3

from reseau.documents.extraction.confinement import run_confined
from reseau.documents.extraction.problems import DANGEROUS, EMPTY, UNKNOWN, FileProblemError
from reseau.web.malformed_input import clean_text

MOST_ENTRIES = 100
TITLE_LENGTH, SUMMARY_LENGTH, LINK_LENGTH, SOURCE_LENGTH = 200, 600, 500, 120
# Much more than is kept: what comes after is not even cleaned.
MARKUP_LENGTH = 20_000
# Definitions that grow when they are read (« billion laughs »), or that read a file of the server.
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
ENTRY_END = re.compile(rb"</(item|entry)\s*>", re.IGNORECASE)
CLOSING = {b"item": b"</channel></rss>", b"entry": b"</feed>"}
FEED_TYPES = frozenset({"application/atom+xml", "application/rss+xml"})
EARLIEST_YEAR, LATEST_YEAR = 1990, 2200


class FeedLinks(HTMLParser):
    """Collects the feeds that a page announces in its head."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        is_feed = values.get("type", "").lower() in FEED_TYPES and "alternate" in values.get("rel", "").lower().split()
        if tag == "link" and is_feed and values.get("href"):
            self.found.append(values["href"])


def examine_feed(file: BinaryIO, arguments: list[str]) -> dict:
    """Return the title, the home page and the entries of a feed; for a page that announces one, its `feed_address`."""
    address, kind = (*arguments, "", "")[:2]
    data = file.read()
    if not data.strip():
        raise FileProblemError(EMPTY)
    # Written in two bytes a character as well.
    if ENTITY.search(data.replace(b"\0", b"")):
        raise FileProblemError(DANGEROUS, "entity")
    data, beyond = _first_entries(data)
    # Given as a file: a text could be taken for the name of one.
    headers = {"content-location": address} | ({"content-type": kind} if kind else {})
    feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    if not feed.get("version"):
        if announced := _announced_feed(data, address):
            return {"feed_address": announced}
        raise FileProblemError(UNKNOWN)
    entries = [_entry(entry) for entry in feed.entries[:MOST_ENTRIES]]
    usable = [entry for entry in entries if entry["link"] and entry["title"]]
    return {
        "title": _plain(feed.feed.get("title", ""), SOURCE_LENGTH),
        "home": _web_link(feed.feed.get("link", "")),
        "entries": usable,
        "unusable": len(entries) - len(usable),
        "beyond": beyond + max(0, len(feed.entries) - MOST_ENTRIES),
    }


def _first_entries(data: bytes) -> tuple[bytes, int]:
    """Return the feed with its first entries, and how many were cut off: reading ten thousand takes long."""
    ends = list(ENTRY_END.finditer(data))
    if len(ends) <= MOST_ENTRIES:
        return data, 0
    last = ends[MOST_ENTRIES - 1]
    return data[: last.end()] + CLOSING[last[1].lower()], len(ends) - MOST_ENTRIES


def _announced_feed(data: bytes, address: str) -> str:
    page = FeedLinks()
    page.feed(data[: 10 * MARKUP_LENGTH].decode(errors="replace"))
    return next(filter(None, (_web_link(urljoin(address, link)) for link in page.found)), "")


def _entry(entry: feedparser.FeedParserDict) -> dict:
    link, summary = _web_link(entry.get("link", "")), _plain(entry.get("summary", ""), SUMMARY_LENGTH)
    return {
        "name": clean_text(str(entry.get("id") or link)),
        "link": link,
        "title": _plain(entry.get("title", ""), TITLE_LENGTH) or _shortened(summary, TITLE_LENGTH),
        "summary": summary,
        "published": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
    }


def _plain(markup: str, length: int) -> str:
    """Return the words of a piece of HTML, on one line."""
    # A space where a tag stood, so that two paragraphs do not stick together.
    spaced = re.sub(r"<(?=[/a-zA-Z!])", " <", markup[:MARKUP_LENGTH])
    text = html.unescape(nh3.clean(spaced, tags=set(), clean_content_tags={"script", "style"}))
    return _shortened(" ".join(clean_text(text).split()), length)


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _web_link(link: str) -> str:
    """Return an address that a browser may open; empty for javascript:, data: and the like."""
    link = clean_text(link.strip())
    try:
        url = urlsplit(link)
    except ValueError:
        return ""
    is_usable = url.scheme in {"http", "https"} and url.hostname and not re.search(r"\s", link)
    return link if is_usable and len(link) <= LINK_LENGTH else ""


def _moment(parsed) -> str:
    """Return the moment as ISO 8601; empty if there is none that a calendar has."""
    if not parsed or not EARLIEST_YEAR <= parsed[0] <= LATEST_YEAR:
        return ""
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat()


if __name__ == "__main__":
    run_confined(examine_feed)
