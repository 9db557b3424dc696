"""What leaves the site, read without a login: feeds, calendars, pushes, mails. For tests that look for names in it."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.channels.push.message import payload
from alertes.channels.push.models import PushedNotice
from formation.sessions.calendar_feeds.models import CalendarFeed
from reseau.calendar.agenda.models import AgendaFeed
from reseau.calendar.feeds.models import NewsFeed
from reseau.calendar.feeds.registry import feed_sources
from reseau.calendar.private_addresses import draw_address
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

FOLLOWED_BY_SOFTWARE = (".atom", ".ics")

# Where it was read, what it says.
Texts = Iterator[tuple[str, str]]


def names_of_feeds(patterns: Iterable | None = None, prefix: str = "") -> Iterator[str]:
    """Yield the name of each address that a feed reader or a calendar follows."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from names_of_feeds(entry.url_patterns, namespace)
        elif isinstance(entry, URLPattern) and str(entry.pattern).endswith(FOLLOWED_BY_SOFTWARE):
            yield f"{prefix}{entry.name}"


def feed_texts(members: Iterable[Member], owners: Iterable[Territory | EPM] = ()) -> Texts:
    """Read every public feed and calendar, those of `members`, and the calendars of `owners`."""
    client = Client()
    public = [reverse("reseau:agenda_public_feed"), reverse("patrimoine:outings_ics")]
    public += [source.address for source in feed_sources(is_public=True)]
    for address in chain(public, *map(_addresses_of, members), map(_calendar_of, owners)):
        answer = client.get(address)
        assert answer.status_code == 200, address
        # A calendar folds its lines.
        yield address, answer.content.decode().replace("\r\n ", "")


def push_texts() -> Texts:
    """Read what a device would show of each notice."""
    for notice in Notice.objects.all():
        yield f"push: {notice.kind}", json.dumps(payload(PushedNotice(notice=notice)), ensure_ascii=False)


def mail_texts() -> Texts:
    """Read each mail as it would leave: its subject, its text and its HTML, what is enclosed in words."""
    for mail in Mail.objects.select_related("member").prefetch_related("enclosures"):
        message = compose(mail)
        parts = [part.content for part in message.alternatives]
        parts += [content for _, content, _ in message.attachments if isinstance(content, str)]
        yield f"mail: {mail.kind}, {mail.key}", "\n".join([message.subject, message.body, *map(str, parts)])


def _addresses_of(member: Member) -> Iterator[str]:
    yield draw_address(kind=AgendaFeed, member=member).get_absolute_url()
    yield _calendar_of(member)
    feeds = draw_address(kind=NewsFeed, member=member)
    yield from (feeds.address_of(source.name) for source in feed_sources(is_public=False))


def _calendar_of(owner: Member | Territory | EPM) -> str:
    calendar, _ = CalendarFeed.objects.get_or_create(revoked_at=None, **{owner._meta.model_name: owner})
    return calendar.get_absolute_url()
