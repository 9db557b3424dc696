"""Notices of the veille: what is published in it, to those who follow it."""

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify, take_back_notice
from alertes.choices.subscriptions.followers import followers
from reseau.people.members.models.member import Member
from ressources.declarations.events import WATCH_NEWS
from ressources.sheets.models.sheet import Sheet

# The subject that members follow: there is one veille, that of the network.
WATCH_SUBJECT = "watch:network"


def notify_watch_followers(sheet: Sheet, *, by: Member | None) -> None:
    """Notify those who follow the veille, once for each page, with what it says."""
    page = sheet.specific
    notify(
        members=followers(WATCH_SUBJECT).in_network(),
        key=_key(page),
        text=f"Veille\u00a0: «\u00a0{page.title}\u00a0».",
        details=f"{page.why}\n{page.link}",
        url=page.get_absolute_url(),
        exclude=by,
        kind=WATCH_NEWS,
        followed=[WATCH_SUBJECT],
        fact=fact_about("sheet", sheet.pk),
    )


def withdraw_watch_news(page: Sheet) -> None:
    take_back_notice(key=_key(page))


def _key(page: Sheet) -> str:
    return f"watch:{page.pk}:published"
