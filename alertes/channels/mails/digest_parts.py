"""What a digest says: its items grouped by matter then by object, its subject that counts them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from alertes.channels.mails.headers import absolute
from alertes.channels.mails.message import page_of
from alertes.channels.mails.models.mail import SUBJECT_LENGTH
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.reply_addresses import place_answered
from alertes.channels.mails.unsubscribe_links import subject_path
from alertes.choices.kinds import Kind, has_own_words, kind_named
from alertes.declarations.events import DIGEST
from alertes.enums import Matter
from reseau.texts.wording import counted, join_words

# A mail stays light: the rest is read on the site, to which each object leads.
MOST_OBJECTS, MOST_EVENTS = 30, 5
# What stands before it names the item: « La lettre du territoire de Figeac, semaine du 30 novembre : … ».
OPENING = "\u00a0: "


@dataclass(frozen=True, slots=True)
class DigestObject:
    """What happened to one object: a topic, a sheet, a session. `more`: events that are not told here.

    `reply_address`: where the reader answers by mail; empty if an answer is published nowhere. `end_address`: where
    they stop following what they are told by; empty if they follow nothing there.
    """

    url: str
    items: Sequence[MailItem]
    more: int
    reply_address: str
    end_address: str


@dataclass(frozen=True, slots=True)
class DigestPart:
    """What happened in one matter, object by object, and the kinds of event that its mails tell."""

    label: str
    objects: Sequence[DigestObject]
    kinds: Sequence[Kind]


def digest_parts(items: Iterable[MailItem]) -> list[DigestPart]:
    """Group `items`, in the order of the matters; the objects with the latest news first."""
    items, order = list(items), list(Matter)
    by_matter = sorted(items, key=lambda item: order.index(Matter(item.matter)))
    return [_part(Matter(matter), list(group)) for matter, group in groupby(by_matter, key=lambda item: item.matter)]


def digest_subject(items: Iterable[MailItem]) -> str:
    """Return « 2 réponses à vos questions et 1 fiche à relire »; for a single item, what it says."""
    items = list(items)
    if not items:
        return DIGEST.sentence
    if len(items) == 1:
        return _one_line(items[0].text)
    if first := next((item for item in items if has_own_words(item)), None):
        return _one_line(f"{first.text.partition(OPENING)[0]} et {counted(len(items) - 1, 'autre nouvelle')}")
    counts = Counter(item.kind for item in items)
    matters = {item.kind: item.matter for item in items}
    words = [kind_named(name, matter=matters[name]).counted(count) for name, count in counts.most_common()]
    subject = join_words(words)
    return subject if len(subject) <= SUBJECT_LENGTH else f"{len(items)}\u00a0nouvelles\u00a0: {words[0]}, {words[1]}…"


def left_out(parts: Iterable[DigestPart], total: int) -> int:
    """Return how many of `total` items the parts do not name."""
    return total - sum(len(about.items) for part in parts for about in part.objects)


def _part(matter: Matter, items: list[MailItem]) -> DigestPart:
    kinds = {item.kind: kind_named(item.kind, matter=matter) for item in items}
    return DigestPart(matter.label, list(_objects(items))[:MOST_OBJECTS], list(kinds.values()))


def _objects(items: list[MailItem]) -> Iterator[DigestObject]:
    by_object: dict[str, list[MailItem]] = {}
    for item in items:
        by_object.setdefault(item.page or page_of(item.url) or item.key, []).append(item)
    for group in reversed(by_object.values()):
        more = max(len(group) - MOST_EVENTS, 0)
        latest = group[-1]
        end = absolute(subject_path(latest.member_id, latest.followed)) if latest.followed else ""
        yield DigestObject(latest.url, group[-MOST_EVENTS:], more, place_answered(latest), end)


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SUBJECT_LENGTH else f"{words[: SUBJECT_LENGTH - 1]}…"
