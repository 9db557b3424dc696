"""The feed of the sheets, at the address that feed readers have followed since before there were others."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reseau.calendar.feeds.registry import feed_named
from reseau.calendar.feeds.views import answer_public


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return answer_public(request, feed_named("fiches", is_public=True))
