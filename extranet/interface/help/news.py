"""What is new on the site, for members: read from a file, unread until the member says so."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

NEWS = Path(__file__).parent / "content" / "news.toml"


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Something new: since when, what, and the slug of the `article` that tells more."""

    date: date
    title: str
    text: str
    article: str

    @property
    def article_url(self) -> str:
        return reverse("help_article", args=[self.article])


@cache
def read_changes() -> tuple[NewsItem, ...]:
    """Return what is new, the newest first."""
    return tuple(NewsItem(**row) for row in tomllib.loads(NEWS.read_text(encoding="utf-8"))["change"])


def news_read_until(member) -> date:
    """Return the day up to which the member knows what is new: what was there when they arrived is new to nobody."""
    return max(member.news_read_until or date.min, timezone.localdate(member.date_joined))


def has_unread_news(member) -> bool:
    return read_changes()[0].date > news_read_until(member)


def mark_news_read(member) -> None:
    """Keep the date of the newest change that the member read, and nothing else: neither when, nor what they opened."""
    member.news_read_until = read_changes()[0].date
    member.save(update_fields=["news_read_until"])
