"""A paper as an HTTP response: made on request, unless the client has it already; nothing is stored."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from reseau.documents.papers.paper import Paper


def paper_response(request: HttpRequest, paper: Paper, *, name: str) -> HttpResponse:
    """Return the PDF, shown in the browser; `name`: file name if the reader saves it."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return respond_unless_cached(
        request,
        paper.fingerprint,
        lambda: HttpResponse(paper.pdf(), content_type="application/pdf", headers=headers),
    )


def respond_unless_cached(request: HttpRequest, fingerprint: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the response of `build`, or 304, without calling `build`, to a client that has this version."""
    etag = f'"{fingerprint}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = build()
        # The file is compressed already: compressing again would hide the length, hence the progress of a download.
        response["Content-Encoding"] = "identity"
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response
