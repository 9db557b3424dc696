"""The watch inbox of the demo: feeds read from files (`content/feeds/`), since a demo asks the network nothing."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from alertes.choices.subscriptions.services import follow
from extranet.demo.content import CONTENT
from reseau.people.members.models.member import Member
from ressources.authoring.watch_inbox.models import Feed, FeedItem
from ressources.authoring.watch_inbox.notices import WATCH_SUBJECT
from ressources.authoring.watch_inbox.services.reading import EVERY, keep_entries, parse_feed
from ressources.authoring.watch_inbox.services.sorting import discard, keep

# « {3} » in a file: three days ago.
DAYS_AGO = re.compile(r"\{(\d+)\}")
KEPT = {
    "https://mediation.example.org/faux-conseiller": (
        "À rejouer à deux en atelier «\u00a0arnaques\u00a0»\u00a0: "
        "trois personnes du réseau se sont fait appeler ce mois-ci."
    ),
    "https://carnet.example.org/carte-de-sante": (
        "On nous le demande chaque semaine\u00a0: les étapes tiennent sur une page à laisser à l’accueil."
    ),
}
DISCARDED = "https://carnet.example.org/vide-grenier"


def build_watch(*, territorials: Sequence[Member], readers: Sequence[Member]) -> None:
    """Build two feeds and one that fails; two items are kept, one is discarded, the others wait."""
    keeper = territorials[0]
    for member in [*readers, *territorials]:
        follow(member=member, subject=WATCH_SUBJECT)
    for path in sorted((CONTENT / "feeds").glob("*.xml")):
        build_feed(path.stem, dated(path.read_text(encoding="utf-8")), by=keeper)
    now = timezone.now()
    Feed.objects.create(
        address="https://lettre.example.org/rss",
        title="La lettre des usages",
        added_by=territorials[-1],
        failures=3,
        problem="Le site n’a plus rien à cette adresse (réponse 404).",
        next_reading=now + timedelta(hours=12),
    )
    for link, why in KEPT.items():
        keep(item=FeedItem.objects.get(link=link), by=keeper, why=why)
    discard(item=FeedItem.objects.get(link=DISCARDED), by=territorials[-1])


def build_feed(name: str, text: str, *, by: Member) -> None:
    now = timezone.now()
    address = f"https://{name}.example.org/flux"
    contents = parse_feed(content=text.encode(), address=address)
    feed = Feed.objects.create(
        address=address,
        title=contents["title"],
        home=contents["home"],
        added_by=by,
        read_at=now,
        listed_at=now,
        next_reading=now + EVERY,
    )
    keep_entries(feed=feed, entries=contents["entries"], at=now)


def dated(text: str) -> str:
    """Return the file with real moments."""
    return DAYS_AGO.sub(lambda found: _moment(int(found[1])).isoformat(timespec="seconds"), text)


def _moment(days: int) -> datetime:
    return timezone.now() - timedelta(days=days, hours=2)
