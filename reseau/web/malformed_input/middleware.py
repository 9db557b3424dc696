"""The door of the site: addresses and data that no page expects never come to a view."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR

from django.http import Http404, HttpRequest, HttpResponse

from reseau.web.malformed_input.characters import UNWRITABLE, clean_data
from reseau.web.malformed_input.numbers import LARGEST_KEY


class MalformedInputMiddleware:
    """Answers 404 to an address that names nothing, and cleans what is typed.

    An address names nothing if it holds a character that no text holds, a number that no row bears, or a year that no
    calendar has.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if UNWRITABLE.search(request.path_info):
            raise Http404
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs: dict) -> None:
        if any(isinstance(value, int) and value > LARGEST_KEY for value in view_kwargs.values()):
            raise Http404
        # No day comes before the first year, or after the last.
        if "year" in view_kwargs and not MINYEAR < view_kwargs["year"] < MAXYEAR:
            raise Http404
        request.GET = clean_data(request.GET)
        if request.method == "POST":
            request.POST = clean_data(request.POST)
