"""Read feeds: each in its turn, once for all; a feed that fails waits longer and longer, and says why."""

import io
import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from reseau.documents.extraction.problems import DANGEROUS, EMPTY, TOO_HEAVY, UNKNOWN, FileProblemError
from reseau.documents.extraction.reader import ReaderFailedError, run_program
from reseau.web.outside_addresses.addresses import OutsideAddressError
from reseau.web.outside_addresses.reading import OutsideAnswer, read_outside
from ressources.authoring.watch_inbox.links import entry_key, link_key, title_key, without_tracking
from ressources.authoring.watch_inbox.models import ADDRESS_LENGTH, TERM, Feed, FeedItem

logger = logging.getLogger(__name__)

PARSER = "ressources.authoring.watch_inbox.feed_parser"
EVERY = timedelta(hours=3)
LONGEST_WAIT = timedelta(days=7)
# Whoever takes a feed has this long to read it: a killed worker gives it back.
LEASE = timedelta(minutes=10)
# What a feed already told before it was followed: its latest pages only.
BEFORE = timedelta(days=30)
PROBLEMS = {
    EMPTY: "Le site a répondu une page vide.",
    DANGEROUS: "Ce flux contient des définitions qui peuvent arrêter un serveur\u00a0: il n’est pas lu.",
    TOO_HEAVY: "Ce flux demande trop de travail pour être lu\u00a0: la lecture a été coupée.",
    UNKNOWN: "Cette page n’est pas un flux RSS ou Atom, et n’en annonce aucun.",
}
UNREADABLE = "Ce flux est illisible."


class UnreadableFeedError(Exception):
    """Why a feed cannot be read, in French."""


def read_feed(*, feed: int) -> int:
    """Read the feed of that key if it is due, and keep its new items; return how many. Reading twice adds nothing.

    The network is asked outside any transaction.
    """
    taken = take_feed(feed=feed)
    if taken is None:
        return 0
    try:
        answer = read_outside(taken.address, etag=taken.etag, last_modified=taken.last_modified)
        contents = (
            None
            if answer.is_unchanged
            else parse_feed(content=answer.content, address=answer.address, kind=_kind(answer))
        )
    except (OutsideAddressError, UnreadableFeedError) as error:
        note_failure(feed=taken, problem=str(error))
        return 0
    if contents and (found := contents.get("feed_address")):
        return move_to_announced(feed=taken, address=found)
    return keep_reading(feed=taken, answer=answer, contents=contents)


@transaction.atomic
def take_feed(*, feed: int) -> Feed | None:
    """Return the feed if it is due, for this worker alone."""
    taken = Feed.objects.due().select_for_update().filter(pk=feed).first()
    if taken:
        Feed.objects.filter(pk=feed).update(next_reading=timezone.now() + LEASE)
    return taken


def parse_feed(*, content: bytes, address: str, kind: str = "") -> dict:
    """Return what a feed says, read by a process of its own. Raises `UnreadableFeedError`."""
    try:
        return run_program(PARSER, address, kind, file=io.BytesIO(content))
    except FileProblemError as error:
        raise UnreadableFeedError(PROBLEMS.get(error.code, UNREADABLE)) from error
    except ReaderFailedError as error:
        raise UnreadableFeedError(UNREADABLE) from error


@transaction.atomic
def note_failure(*, feed: Feed, problem: str) -> None:
    """Say why on the page of feeds, and wait twice as long as the time before."""
    failures = feed.failures + 1
    wait = min(EVERY * 2 ** min(failures - 1, 10), LONGEST_WAIT)
    Feed.objects.filter(pk=feed.pk).update(
        failures=min(failures, 1000), problem=problem[:300], next_reading=timezone.now() + wait
    )
    logger.warning("feed %s: %s", feed.address, problem)


@transaction.atomic
def move_to_announced(*, feed: Feed, address: str) -> int:
    """Follow the feed that the page announces; it is read at the next turn."""
    if len(address) > ADDRESS_LENGTH or address == feed.address or Feed.objects.filter(address=address).exists():
        note_failure(feed=feed, problem="Cette page annonce un flux qui est déjà suivi, ou qui ne se lit pas.")
    else:
        Feed.objects.filter(pk=feed.pk).update(address=address, next_reading=timezone.now())
    return 0


@transaction.atomic
def keep_reading(*, feed: Feed, answer: OutsideAnswer, contents: dict | None) -> int:
    """Keep what was read; `contents` is None if nothing changed. Returns the number of new items."""
    now = timezone.now()
    changes = {"failures": 0, "problem": "", "read_at": now, "next_reading": now + EVERY}
    added = 0
    if contents is not None:
        feed.listed_at = now
        added = keep_entries(feed=feed, entries=contents["entries"], at=now)
        changes |= {
            "title": contents["title"] or feed.title,
            "home": contents["home"][:ADDRESS_LENGTH],
            "listed_at": now,
            "etag": answer.headers.get("etag", "")[:300],
            "last_modified": answer.headers.get("last-modified", "")[:100],
            "remark": _remark(contents),
        }
    moved = answer.address if answer.has_moved and len(answer.address) <= ADDRESS_LENGTH else feed.address
    if moved != feed.address and not Feed.objects.filter(address=moved).exists():
        changes["address"] = moved
    Feed.objects.filter(pk=feed.pk).update(**changes)
    return added


@transaction.atomic
def keep_entries(*, feed: Feed, entries: list[dict], at: datetime) -> int:
    """Keep the entries that are new; one that another feed told of already is noted there."""
    keys = {entry_key(entry["name"]): entry for entry in reversed(entries)}
    known = FeedItem.objects.filter(feed=feed, key__in=keys)
    known.update(seen=at)
    for key in known.values_list("key", flat=True):
        keys.pop(key, None)
    earliest, added = max(feed.added - BEFORE, at - TERM), 0
    for key, entry in keys.items():
        published = datetime.fromisoformat(entry["published"]) if entry["published"] else at
        if published >= earliest:
            added += _keep(feed, key, entry, published=min(published, at), at=at)
    return added


def _keep(feed: Feed, key: str, entry: dict, *, published: datetime, at: datetime) -> bool:
    """Create the item, or note its feed on the same one found elsewhere; return whether it is new."""
    link = without_tracking(entry["link"])
    same_page, same_title = link_key(link), title_key(entry["title"])
    twins = FeedItem.objects.filter(link_key=same_page)
    if same_title:
        twins |= FeedItem.objects.filter(title_key=same_title)
    if twin := twins.exclude(feed=feed).order_by("pk").first():
        twin.also_in.add(feed)
        return False
    if FeedItem.objects.filter(feed=feed, link_key=same_page).exists():
        return False
    FeedItem.objects.create(
        feed=feed,
        key=key,
        link_key=same_page,
        title_key=same_title,
        title=entry["title"],
        summary=entry["summary"],
        link=link,
        published=published,
        found=at,
        seen=at,
    )
    return True


@transaction.atomic
def forget_old_items() -> int:
    """Delete the items past their term that no feed lists any more; return their number."""
    old = FeedItem.objects.past_term()
    count = old.count()
    old.delete()
    return count


def _kind(answer: OutsideAnswer) -> str:
    return answer.headers.get("content-type", "")[:100]


def _remark(contents: dict) -> str:
    """Say what was left out; empty if nothing was."""
    parts = []
    if contents["beyond"]:
        parts.append(f"Seules les {len(contents['entries'])} premières pages du flux sont lues.")
    if contents["unusable"]:
        parts.append(f"{contents['unusable']}\u00a0sans titre ou sans adresse du Web, laissées de côté.")
    return " ".join(parts)
