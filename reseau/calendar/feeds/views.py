"""Feeds: the page that gives their addresses, and what they answer."""

import hashlib
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from reseau.calendar.feeds.atom import render_feed
from reseau.calendar.feeds.models import NewsFeed
from reseau.calendar.feeds.registry import FeedSource, feed_named, feed_sources
from reseau.calendar.private_addresses import draw_address, revoke_address
from reseau.people.members.signs import note_sign
from reseau.permissions import network_required
from reseau.web.signed_links import row_behind

ATOM = "application/atom+xml; charset=utf-8"
PUBLIC_CACHE, PRIVATE_CACHE = "public, max-age=600", "private, no-cache"
GONE = 410


@login_not_required
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Give the addresses of the public feeds to everybody, and their own to members."""
    own = NewsFeed.objects.filter(member=request.user.pk).first() if request.user.is_authenticated else None
    private = feed_sources(is_public=False)
    context = {
        "public": [(each, urljoin(settings.ORIGIN, each.address)) for each in feed_sources(is_public=True)],
        "private": [(each, own and urljoin(settings.ORIGIN, own.address_of(each.name))) for each in private],
        "own": own,
    }
    return render(request, "reseau/calendar/feeds/feeds.html", context)


@network_required
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    draw_address(kind=NewsFeed, member=request.user)
    messages.success(
        request, "Vos adresses sont prêtes\u00a0: copiez-les dans votre lecteur. Les précédentes ne répondent plus."
    )
    return redirect("reseau:feeds")


@network_required
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    revoke_address(kind=NewsFeed, member=request.user)
    messages.success(
        request, "Vos adresses ne répondent plus\u00a0: les lecteurs qui les suivaient ne reçoivent plus rien."
    )
    return redirect("reseau:feeds")


@login_not_required
@require_safe
def public_feed(request: HttpRequest, name: str) -> HttpResponse:
    source = feed_named(name, is_public=True)
    if source is None:
        raise Http404
    if source.address != request.path:
        return redirect(source.address, permanent=True)
    return answer_public(request, source)


@login_not_required
@require_safe
def private_feed(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """A feed of a member. The address is the secret; rights are those of the moment.

    A feed reader stops asking at 410: its member has left the network.
    """
    feed, source = row_behind(NewsFeed.objects.select_related("member"), token), feed_named(name, is_public=False)
    if feed is None or source is None:
        raise Http404
    if not NewsFeed.objects.readable().filter(pk=feed.pk).exists():
        return HttpResponse("Cette adresse ne répond plus.", content_type="text/plain; charset=utf-8", status=GONE)
    note_sign(member=feed.member)
    response = _answer(request, source, feed.member, cache=PRIVATE_CACHE)
    response["X-Robots-Tag"] = "noindex"
    return response


def answer_public(request: HttpRequest, source: FeedSource) -> HttpResponse:
    """Answer a public feed, the same for everybody."""
    return _answer(request, source, AnonymousUser(), cache=PUBLIC_CACHE)


def _answer(request: HttpRequest, source: FeedSource, user, *, cache: str) -> HttpResponse:
    """Answer what `user` may read; an unchanged feed answers 304."""
    content = render_feed(source, user, address=request.path)
    response = HttpResponse(content, content_type=ATOM)
    response["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["Cache-Control"] = cache
    return get_conditional_response(request, etag=response["ETag"], response=response)
