"""Addresses of calendar feeds: create, renew, revoke."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.enums import Act
from audit.services import note_acts
from formation.sessions.calendar_feeds.models import CalendarFeed
from formation.sessions.calendar_feeds.permissions import may_make_feed
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


@transaction.atomic
def renew_feed(*, owner: Member | Territory | EPM, by: Member) -> CalendarFeed:
    """Create the address of a calendar, and revoke the previous one.

    Raises ValidationError if the calendar does not concern `by`.
    """
    if not may_make_feed(by, owner):
        raise ValidationError("Ce calendrier ne vous concerne pas.")
    owner_field = {type(owner)._meta.model_name: owner}
    # Concurrent requests wait here, since the member, territory or EPM always exists to be locked.
    type(owner).objects.select_for_update().get(pk=owner.pk)
    _revoke(CalendarFeed.objects.live().filter(**owner_field), by=by)
    return CalendarFeed.objects.create(created_by=by, **owner_field)


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: Member) -> None:
    """Revoke an address: it stops answering. Idempotent."""
    _revoke(CalendarFeed.objects.live().filter(pk=feed.pk), by=by)


def _revoke(feeds: QuerySet[CalendarFeed], *, by: Member) -> None:
    keys = list(feeds.values_list("pk", flat=True))
    feeds.update(revoked_at=timezone.now())
    note_acts(act=Act.CALENDAR_FEED_CLOSED, rows=keys, by=by.pk)
