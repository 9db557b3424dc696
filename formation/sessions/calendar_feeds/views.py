"""Calendar feeds: the page that creates, copies and revokes their addresses, and the feeds themselves."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from formation.sessions.calendar_feeds.feed_events import feed_content
from formation.sessions.calendar_feeds.models import CalendarFeed
from formation.sessions.calendar_feeds.permissions import may_make_feed
from formation.sessions.calendar_feeds.services import renew_feed, revoke_feed
from reseau.people.members.models.member import Member
from reseau.people.members.signs import note_sign
from reseau.permissions import network_required, watched_territories
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place
from reseau.web.refusals import refusals_as_messages
from reseau.web.signed_links import row_behind

CALENDAR = "text/calendar; charset=utf-8"
# Words of the URL for the owner of a calendar.
KINDS = {"moi": Member, "territoire": Territory, "epm": EPM}


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A calendar that the user may follow, and its address if it has one."""

    kind: str
    whose: Member | Territory | EPM
    title: str
    feed: CalendarFeed | None = None

    @property
    def address(self) -> str:
        return urljoin(settings.ORIGIN, self.feed.get_absolute_url()) if self.feed else ""

    @property
    def subscription(self) -> str:
        """The same address with a scheme that opens a calendar application."""
        return "webcal:" + self.address.partition(":")[2]


@network_required
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    return render(request, "formation/sessions/feeds.html", {"rows": feed_rows(request.user)})


def feed_rows(user: Member) -> list[FeedRow]:
    """Return the user's own calendar, then those of their territories, then those of their EPM."""
    epms = EPM.objects.filter(pk__in=user.epm_ids)
    managed_feeds = list(CalendarFeed.objects.managed_by(user))
    by_member = {feed.member_id: feed for feed in managed_feeds if feed.member_id}
    by_territory = {feed.territory_id: feed for feed in managed_feeds if feed.territory_id}
    by_epm = {feed.epm_id: feed for feed in managed_feeds if feed.epm_id}
    return [
        FeedRow("moi", user, "Mes formations", by_member.get(user.pk)),
        *(
            FeedRow("territoire", territory, f"Territoire {of_place(territory)}", by_territory.get(territory.pk))
            for territory in watched_territories(user)
        ),
        *(FeedRow("epm", epm, epm.name, by_epm.get(epm.pk)) for epm in epms),
    ]


@network_required
@require_POST
def make_feed(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Create an address, or replace the previous one."""
    if kind not in KINDS:
        raise Http404
    owner = get_object_or_404(KINDS[kind], pk=pk)
    if not may_make_feed(request.user, owner):
        raise Http404
    with refusals_as_messages(request):
        renew_feed(owner=owner, by=request.user)
        messages.success(
            request, "L’adresse est prête\u00a0: copiez-la dans votre agenda. Une adresse précédente ne répond plus."
        )
    return redirect("formation:calendar_feeds")


@network_required
@require_POST
def stop_feed(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(CalendarFeed.objects.managed_by(request.user), pk=pk)
    revoke_feed(feed=feed, by=request.user)
    messages.success(request, "L’adresse ne répond plus\u00a0: les agendas qui la suivaient ne reçoivent plus rien.")
    return redirect("formation:calendar_feeds")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed itself. The address is the secret; an unchanged feed answers 304."""
    feeds = CalendarFeed.objects.readable().select_related("member", "territory", "epm")
    feed = row_behind(feeds, token)
    if feed is None:
        raise Http404
    if feed.member:
        note_sign(member=feed.member)
    content = feed_content(feed)
    response = HttpResponse(content, content_type=CALENDAR)
    response["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="formations.ics"'
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response["ETag"], response=response)
