"""Content of a calendar feed: half-days of a member, a territory or an EPM, from a year ago on.

It is computed on each request from sessions and enrolments, and never copied.
"""

import datetime

from django.db.models import Q
from django.utils import timezone

from formation.sessions.calendar_feeds.models import CalendarFeed
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.invitations.events import render_feed
from formation.sessions.models.half_day import HalfDay

PAST = datetime.timedelta(days=366)


def half_days_of(feed: CalendarFeed):
    """Half-days of announced sessions, oldest first: no draft, no cancelled session."""
    since = timezone.localdate() - PAST
    half_days = HalfDay.objects.announced().filter(date__gte=since)
    half_days = half_days.select_related("session__training", "session__epm__commune", "session__commune")
    return half_days.filter(_feed_condition(feed)).order_by("date", "start", "pk")


def _feed_condition(feed: CalendarFeed) -> Q:
    if feed.member_id:
        confirmed_sessions = Enrolment.objects.confirmed().filter(member=feed.member_id).values("session")
        return Q(session__in=confirmed_sessions) | Q(session__in=feed.member.sessions_given.values("session"))
    if feed.territory_id:
        in_epm_of_territory = Q(session__epm__commune__territory=feed.territory_id)
        return in_epm_of_territory | Q(session__commune__territory=feed.territory_id)
    return Q(session__epm=feed.epm_id)


def feed_content(feed: CalendarFeed) -> bytes:
    """Render the feed. Two queries.

    No person is named. The link of a meeting and the note to participants are in a member's own feed only.
    """
    return render_feed(half_days_of(feed), title=feed.title, private=feed.member_id is not None)
