"""Answers a visitor with a kept page, as long as nothing changed since it was rendered; gives others kept parts."""

import time
from collections.abc import Callable, Hashable
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse

from extranet.interface.display.preferences import read_display
from extranet.operations.public_cache.cached_parts import KeptParts
from extranet.operations.public_cache.kept_views import KEPT_VIEWS, KeptView
from extranet.operations.public_cache.models import TableChange
from extranet.operations.public_cache.page_store import PageStore, kept_page

# A request with one of them is answered for itself: parts of pages, ranges, other ways to log in.
OWN_ANSWERS = ("HTTP_HX_REQUEST", "HTTP_RANGE", "HTTP_AUTHORIZATION")
# An address longer than that is nobody's.
LONGEST_QUERY = 200
MESSAGES = CookieStorage.cookie_name


class PublicCacheMiddleware:
    """Keeps the pages of `kept_views`. A browser with a session, or with a message to read, never gets one.

    Sets `request.kept_parts`, for parts of pages that are the same for many readers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.store, self.parts = PageStore(settings.PUBLIC_CACHE_BYTES), PageStore(settings.PUBLIC_CACHE_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Read before the page is rendered: what changes meanwhile makes a newer version.
        is_kept = self.store.limit and request.method in ("GET", "HEAD")
        version = TableChange.objects.version() if is_kept else None
        request.kept_parts = KeptParts(self.parts, version) if version is not None else None
        if not is_of_visitor(request):
            return self.get_response(request)
        key, now = key_of(request), time.time()
        page = self.store.get(key)
        if page is not None and page.holds(version, now):
            return page.answer(request)
        response = self.get_response(request)
        view = kept_view(request, response)
        if view is None:
            return response
        until = view.changes.moment_after(datetime.fromtimestamp(now, UTC)).timestamp()
        page = kept_page(response, version=version, made=now, until=until)
        if version is not None and request.method == "GET":
            self.store.put(key, page)
        return page.answer(request)


def is_of_visitor(request: HttpRequest) -> bool:
    """Whether the request asks for a whole page, and comes from a browser that nobody is known by."""
    if request.method not in ("GET", "HEAD"):
        return False
    meta = request.META
    if any(name in meta for name in OWN_ANSWERS) or len(meta.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return False
    return "HTTP_COOKIE" not in meta or not ({settings.SESSION_COOKIE_NAME, MESSAGES} & request.COOKIES.keys())


def key_of(request: HttpRequest) -> Hashable:
    """Return all that makes the page of a visitor another one, the version and the moment apart."""
    meta = request.META
    display = read_display(request) if "HTTP_COOKIE" in meta else None
    return request.scheme, meta.get("HTTP_HOST"), request.path, meta.get("QUERY_STRING", ""), display


def kept_view(request: HttpRequest, response: HttpResponse) -> KeptView | None:
    """Return how the page of `response` is kept, or None where it is not."""
    match = request.resolver_match
    view = KEPT_VIEWS.get(match.view_name) if match else None
    if view is None or response.status_code != 200 or response.streaming or response.cookies:
        return None
    return view if request.GET.keys() <= view.parameters else None
