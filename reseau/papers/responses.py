"""A paper as an answer: made when asked for, unless the reader has it already. Nothing is kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from reseau.papers.paper import Paper


def paper_response(request: HttpRequest, paper: Paper, *, name: str) -> HttpResponse:
    """The PDF, in the window that asks for it; `name` is that of the file if it is kept."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return respond_unless_cached(
        request,
        paper.fingerprint,
        lambda: HttpResponse(paper.pdf(), content_type="application/pdf", headers=headers),
    )


def respond_unless_cached(request: HttpRequest, fingerprint: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer that `make` makes; « not modified », without making it, for a reader who has it."""
    etag = f'"{fingerprint}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = make()
        # Compressed already: a second time would hide the length, hence how much is left to fetch.
        response["Content-Encoding"] = "identity"
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response
