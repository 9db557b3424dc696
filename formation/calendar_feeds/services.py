"""Addresses of calendar feeds: create, renew, revoke."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.calendar_feeds.models import CalendarFeed
from formation.calendar_feeds.permissions import may_make_feed
from reseau.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


@transaction.atomic
def renew_feed(*, whose: Member | Territory | EPM, by: Member) -> CalendarFeed:
    """Create the address of a calendar, and revoke the previous one.

    Raises ValidationError if the calendar does not concern `by`.
    """
    if not may_make_feed(by, whose):
        raise ValidationError("Ce calendrier ne vous concerne pas.")
    owner = {type(whose)._meta.model_name: whose}
    # Concurrent requests wait here, since the member, territory or EPM always exists to be locked.
    type(whose).objects.select_for_update().get(pk=whose.pk)
    _revoke(CalendarFeed.objects.live().filter(**owner))
    return CalendarFeed.objects.create(created_by=by, **owner)


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed) -> None:
    """Revoke an address: it stops answering. Idempotent."""
    _revoke(CalendarFeed.objects.live().filter(pk=feed.pk))


def _revoke(feeds) -> None:
    feeds.update(revoked_at=timezone.now())
