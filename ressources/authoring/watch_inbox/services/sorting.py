"""Sort the items of feeds: keep one and publish it as a veille, discard it, undo."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded
from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.models import FeedItem, WhyDraft
from ressources.authoring.watch_inbox.notices import notify_watch_followers, withdraw_watch_news
from ressources.authoring.watch_inbox.services.drafts import forget_draft
from ressources.permissions import epms_to_write_from
from ressources.sheets.composed_draft import TITLE_LENGTH
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.services.drafts import create_published
from ressources.sheets.short_contents import WatchContent

WHY_LENGTH = 300
NO_WHY = "Dites en une ligne pourquoi c’est utile dans un EPM."
AIM_LENGTH = WatchPage._meta.get_field("aim").max_length
# After that, a veille that was published by mistake is withdrawn from its own page, like any sheet.
UNDO = timedelta(minutes=10)


@transaction.atomic
def keep(*, item: FeedItem, by: Member, why: str) -> WatchPage:
    """Publish the item as a veille signed by `by`, and notify those who follow the veille.

    Raises `ValidationError`: no reason, kept already, published already.
    """
    why = " ".join(why.split())
    if not why:
        raise ValidationError(NO_WHY)
    if len(why) > WHY_LENGTH:
        raise ValidationError(f"{WHY_LENGTH}\u00a0signes au plus\u00a0: une ligne suffit.")
    item = _locked(item)
    if item.state == ItemState.KEPT:
        raise ValidationError(_kept_by(item))
    if twin := WatchPage.objects.live().filter(link=item.link).first():
        raise ValidationError(f"Cette page est déjà dans la veille\u00a0: «\u00a0{twin.title}\u00a0».")
    item.page = create_published(author=by, epm=_epm_of(by), data=_content(item, why), published_at=timezone.now())
    _settle(item, ItemState.KEPT, by=by)
    forget_draft(item=item, member=by)
    notify_watch_followers(item.page, by=by)
    return item.page


@transaction.atomic
def discard(*, item: FeedItem, by: Member) -> None:
    """Set the item aside, for everybody who keeps watch. Twice changes nothing. Raises `ValidationError` if kept."""
    item = _locked(item)
    if item.state == ItemState.KEPT:
        raise ValidationError(_kept_by(item))
    if item.state == ItemState.TO_SORT:
        _settle(item, ItemState.DISCARDED, by=by)


@transaction.atomic
def restore(*, item: FeedItem, by: Member) -> None:
    """Put the item back among those to sort; what was published a moment ago by the same person is taken back, and its
    line becomes a draft again.

    Raises `ValidationError`: published by somebody else, or for too long.
    """
    item = _locked(item)
    if item.state == ItemState.KEPT:
        is_own = item.sorted_by_id == by.pk
        if not is_own or item.sorted_at < timezone.now() - UNDO:
            raise ValidationError("Cette veille est publiée\u00a0: elle se retire depuis sa page.")
        _take_back(item, by=by)
    FeedItem.objects.filter(pk=item.pk).update(state=ItemState.TO_SORT, sorted_by=None, sorted_at=None, page=None)


def last_sorted(*, by: Member) -> FeedItem | None:
    """Return what `by` sorted last, as long as it can be undone from the inbox."""
    recent = FeedItem.objects.filter(sorted_by=by, sorted_at__gt=timezone.now() - UNDO)
    return recent.order_by("-sorted_at", "-pk").first()


def _take_back(item: FeedItem, *, by: Member) -> None:
    if item.page is None:
        return
    WhyDraft.objects.update_or_create(item=item, member=by, defaults={"why": item.page.why, "saved": timezone.now()})
    withdraw_watch_news(item.page)
    item.page.delete()


def _locked(item: FeedItem) -> FeedItem:
    return FeedItem.objects.select_for_update().get(pk=item.pk)


def _settle(item: FeedItem, state: ItemState, *, by: Member) -> None:
    item.state, item.sorted_by, item.sorted_at = state, by, timezone.now()
    item.save()


def _kept_by(item: FeedItem) -> str:
    return f"{item.sorted_by or 'Quelqu’un'} a déjà gardé cette page\u00a0: elle est dans la veille."


def _epm_of(by: Member) -> EPM:
    """Return the EPM of origin: where `by` works, else the first of the territories that they watch."""
    position = by.main_position
    epm = (position and position.epm) or epms_to_write_from(by).order_by(Folded("name"), "pk").first()
    if epm is None:
        raise ValidationError("Aucun EPM n’est ouvert dans votre territoire\u00a0: la veille n’aurait pas d’origine.")
    return epm


def _content(item: FeedItem, why: str) -> WatchContent:
    """Return the sheet: the words of the other site stand in quotation marks."""
    summary = Truncator(item.summary).chars(AIM_LENGTH - 4)
    return WatchContent(
        title=Truncator(item.title).chars(TITLE_LENGTH),
        aim=f"«\u00a0{summary}\u00a0»" if summary else item.title,
        link=item.link,
        source=str(item.feed)[:120],
        published_on=timezone.localdate(item.published),
        why=why,
    )
