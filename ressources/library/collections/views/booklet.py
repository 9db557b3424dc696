"""A collection as one booklet, made on request: for its owner, and for the members who have its link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages
from ressources.library.collections.booklet import booklet_of
from ressources.library.collections.models import Collection
from ressources.library.collections.views.collections import own_collection
from ressources.library.collections.views.sharing import shared_collection


@network_required
@require_safe
def own_booklet(request: HttpRequest, pk: int) -> HttpResponse:
    collection = own_collection(request.user, pk)
    return _booklet(request, collection, collection.get_absolute_url())


@network_required
@require_safe
def shared_booklet(request: HttpRequest, token: str) -> HttpResponse:
    collection = shared_collection(request.user, token)
    return _booklet(request, collection, collection.shared_url)


def _booklet(request: HttpRequest, collection: Collection, page: str) -> HttpResponse:
    """Return the PDF; a refusal is told on the page of the collection."""
    with refusals_as_messages(request):
        paper = booklet_of(collection, reader=request.user, address=request.build_absolute_uri)
        return paper_response(request, paper, name=f"livret-{slugify(collection.title) or 'collection'}.pdf")
    return redirect(page)
