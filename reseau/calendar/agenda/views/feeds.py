"""The agenda in one’s own calendar: the page that gives the addresses, and what they answer."""

import datetime
import hashlib
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from reseau.calendar.agenda.calendar_file import render_agenda
from reseau.calendar.agenda.dates import entries_between, load
from reseau.calendar.agenda.filters import NAMES, Filters, read_filters
from reseau.calendar.agenda.models import AgendaFeed
from reseau.calendar.private_addresses import draw_address, revoke_address
from reseau.people.members.signs import note_sign
from reseau.permissions import network_required
from reseau.web.signed_links import row_behind

CALENDAR = "text/calendar; charset=utf-8"
PAST, AHEAD = datetime.timedelta(days=31), datetime.timedelta(days=366)


@login_not_required
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Give the address of the public agenda to everybody, and their own to members; filters go along."""
    filters = read_filters(request)
    own = AgendaFeed.objects.filter(member=request.user.pk).first() if request.user.is_authenticated else None
    query = request.GET.copy()
    for name in set(query) - set(NAMES):
        del query[name]
    ending = f"?{query.urlencode()}" if query else ""
    public = urljoin(settings.ORIGIN, "/agenda/public.ics") + ending
    context = {
        "filters": filters,
        "ending": ending,
        "public": public,
        "public_webcal": _webcal(public),
        "own": own,
        "own_address": own and urljoin(settings.ORIGIN, own.get_absolute_url()) + ending,
    }
    if own:
        context["own_webcal"] = _webcal(context["own_address"])
    return render(request, "reseau/calendar/agenda/follow.html", context)


def _webcal(address: str) -> str:
    """Return the address with the scheme that opens a calendar application."""
    return "webcal:" + address.partition(":")[2]


@network_required
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    draw_address(kind=AgendaFeed, member=request.user)
    messages.success(
        request, "L’adresse est prête\u00a0: copiez-la dans votre agenda. Une adresse précédente ne répond plus."
    )
    return redirect("reseau:agenda_follow")


@network_required
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    revoke_address(kind=AgendaFeed, member=request.user)
    messages.success(request, "L’adresse ne répond plus\u00a0: les agendas qui la suivaient ne reçoivent plus rien.")
    return redirect("reseau:agenda_follow")


@login_not_required
@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, AnonymousUser(), cache="public, max-age=3600")


@login_not_required
@require_safe
def agenda_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The agenda of a member. The address is the secret."""
    feed = row_behind(AgendaFeed.objects.readable(), token)
    if feed is None:
        raise Http404
    note_sign(member=feed.member)
    return _feed(request, feed.member, cache="private, no-cache")


def _feed(request: HttpRequest, user, *, cache: str) -> HttpResponse:
    """Answer what `user` may see; an unchanged feed answers 304."""
    filters, today = read_filters(request), timezone.localdate()
    entries = entries_between(user, today - PAST, today + AHEAD, epm=filters.narrowing.epm)
    content = render_agenda(load(filter(filters.narrowing.keeps, entries)).values(), title=_title(filters))
    response = HttpResponse(content, content_type=CALENDAR)
    response["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["Cache-Control"] = cache
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _title(filters: Filters) -> str:
    return f"Agenda\u00a0: {filters.words}" if filters.words else "Agenda des médiateurs numériques"
