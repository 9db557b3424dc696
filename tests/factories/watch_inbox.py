"""Feeds and what they bring for tests; files of feeds, written as sites write them."""

import itertools

import factory
from django.utils import timezone

from ressources.authoring.watch_inbox.links import entry_key, link_key, title_key
from ressources.authoring.watch_inbox.models import Feed, FeedItem

number = itertools.count(1)


class FeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Feed

    address = factory.Sequence(lambda n: f"https://journal-{n}.example.org/flux")
    title = factory.Sequence(lambda n: f"Journal {n}")


class FeedItemFactory(factory.django.DjangoModelFactory):
    """An item that waits to be sorted."""

    class Meta:
        model = FeedItem

    feed = factory.SubFactory(FeedFactory)
    title = factory.Sequence(lambda n: f"Ce qui change pour le numérique, épisode {n}")
    summary = "Une aide nouvelle pour les démarches en ligne."
    link = factory.Sequence(lambda n: f"https://journal.example.org/article-{n}")
    published = factory.LazyFunction(timezone.now)
    key = factory.LazyAttribute(lambda item: entry_key(item.link))
    link_key = factory.LazyAttribute(lambda item: link_key(item.link))
    title_key = factory.LazyAttribute(lambda item: title_key(item.title))


def rss_entry(title: str = "Un titre", link: str = "", *, summary: str = "", published: str = "") -> str:
    """Return an entry of RSS; its texts are put in as they are."""
    link = link or f"https://journal.example.org/{next(number)}"
    dated = f"<pubDate>{published}</pubDate>" if published else ""
    return f"<item><title>{title}</title><link>{link}</link><description>{summary}</description>{dated}</item>"


def rss_file(*entries: str, title: str = "Le Journal", before: str = "") -> bytes:
    items = "".join(entries)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://journal.example.org/</link><description>D</description>{items}</channel></rss>"
    ).encode()
