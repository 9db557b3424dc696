"""Feeds followed and no longer followed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.web.outside_addresses.addresses import OutsideAddressError, check_written
from ressources.authoring.watch_inbox.models import Feed

# Reading them takes the worker's time, and sorting them that of people.
MOST_FEEDS = 100


@transaction.atomic
def add_feed(*, address: str, by: Member) -> Feed:
    """Follow a feed, or the one that a page announces; the worker reads it.

    Raises `ValidationError`: followed already, too many, an address that the site may not read.
    """
    if known := Feed.objects.filter(address=address).first():
        raise ValidationError(f"Ce flux est déjà suivi\u00a0: «\u00a0{known}\u00a0».")
    if Feed.objects.count() >= MOST_FEEDS:
        raise ValidationError(f"{MOST_FEEDS}\u00a0flux sont suivis, c’est le plus\u00a0: retirez-en un d’abord.")
    try:
        check_written(address)
    except OutsideAddressError as error:
        raise ValidationError(str(error)) from error
    return Feed.objects.create(address=address, added_by=by)


@transaction.atomic
def remove_feed(*, feed: Feed) -> None:
    """Stop following a feed. Its items that wait go with it; what was published stays."""
    feed.delete()


@transaction.atomic
def read_again(*, feed: Feed) -> None:
    """Have a feed read at once, whatever it answered before."""
    Feed.objects.filter(pk=feed.pk).update(next_reading=timezone.now(), etag="", last_modified="")
