"""Calendars to follow: the page where one makes, copies and revokes their addresses, and what answers there."""

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

from formation.calendar_feeds.feed_events import read
from formation.calendar_feeds.models import CalendarFeed
from formation.calendar_feeds.services import renew_feed, revoke_feed
from formation.permissions import may_make_feed
from reseau.elision import of_place
from reseau.members.models.member import Member
from reseau.permissions import network_required, watched_territories
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

CALENDAR = "text/calendar; charset=utf-8"
# How an address of the page names what a calendar is about.
KINDS = {"moi": Member, "territoire": Territory, "epm": EPM}


@dataclass(frozen=True, slots=True)
class Line:
    """A calendar that one may follow, and its address if it has one."""

    kind: str
    whose: Member | Territory | EPM
    title: str
    feed: CalendarFeed | None = None

    @property
    def address(self) -> str:
        return urljoin(settings.ORIGIN, self.feed.get_absolute_url()) if self.feed else ""

    @property
    def subscription(self) -> str:
        """The same address, which opens the calendar of a computer or of a telephone."""
        return "webcal:" + self.address.partition(":")[2]


@network_required
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    return render(request, "formation/feeds.html", {"lines": lines_of(request.user)})


def lines_of(user: Member) -> list[Line]:
    """Her own, then her territories, then her EPM."""
    epms = EPM.objects.filter(pk__in=user.epm_ids)
    managed = list(CalendarFeed.objects.managed_by(user))
    mine = {feed.member_id: feed for feed in managed if feed.member_id}
    by_territory = {feed.territory_id: feed for feed in managed if feed.territory_id}
    by_epm = {feed.epm_id: feed for feed in managed if feed.epm_id}
    return [
        Line("moi", user, "Mes formations", mine.get(user.pk)),
        *(
            Line("territoire", territory, f"Territoire {of_place(territory)}", by_territory.get(territory.pk))
            for territory in watched_territories(user)
        ),
        *(Line("epm", epm, epm.name, by_epm.get(epm.pk)) for epm in epms),
    ]


@network_required
@require_POST
def make_feed(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A first address, or another one in the place of the former."""
    if kind not in KINDS:
        raise Http404
    whose = get_object_or_404(KINDS[kind], pk=pk)
    if not may_make_feed(request.user, whose):
        raise Http404
    renew_feed(whose=whose, by=request.user)
    messages.success(
        request, "L’adresse est prête\u00a0: copiez-la dans votre agenda. Une adresse précédente ne répond plus."
    )
    return redirect("formation:calendar_feeds")


@network_required
@require_POST
def stop_feed(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(CalendarFeed.objects.managed_by(request.user), pk=pk)
    revoke_feed(feed=feed)
    messages.success(request, "L’adresse ne répond plus\u00a0: les agendas qui la suivaient ne reçoivent plus rien.")
    return redirect("formation:calendar_feeds")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads there. The address itself is the secret; it says nothing when nothing has changed."""
    feeds = CalendarFeed.objects.readable().select_related("member", "territory", "epm")
    content = read(get_object_or_404(feeds, token=token))
    answer = HttpResponse(content, content_type=CALENDAR)
    answer["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'inline; filename="formations.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=answer["ETag"], response=answer)
