"""Addresses that calendars follow: making one, taking it back, changing it for another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.calendar_feeds.models import CalendarFeed
from formation.permissions import may_make_feed
from reseau.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


@transaction.atomic
def renew_feed(*, whose: Member | Territory | EPM, by: Member) -> CalendarFeed:
    """Gives the calendar of a member, a territory or an EPM an address; the former one answers no more.

    Refused (ValidationError) to whom it does not concern.
    """
    if not may_make_feed(by, whose):
        raise ValidationError("Ce calendrier ne vous concerne pas.")
    owner = {type(whose)._meta.model_name: whose}
    # Whoever asks at the same moment waits here; a member, a territory and an EPM are always there to be locked.
    type(whose).objects.select_for_update().get(pk=whose.pk)
    _revoke(CalendarFeed.objects.live().filter(**owner))
    return CalendarFeed.objects.create(created_by=by, **owner)


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed) -> None:
    """Takes an address back: calendars that follow it find nothing there any more. Twice does no harm."""
    _revoke(CalendarFeed.objects.live().filter(pk=feed.pk))


def _revoke(feeds) -> None:
    feeds.update(revoked_at=timezone.now())
