"""A collection shared by its link: opened and closed by its owner; read, copied and downloaded by the others."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import DetailView

from reseau.documents.papers.responses import respond_unless_cached
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages
from reseau.web.signed_links import row_behind
from ressources.library.collections import services as collections
from ressources.library.collections.models import Collection
from ressources.library.collections.paper import papers_of
from ressources.library.collections.services import REPRIEVE
from ressources.library.collections.views.collections import own_collection
from ressources.library.downloads.workshop_archive import TakeAway
from ressources.library.readers.availability import availability_of

ARCHIVE = "collection"


@network_required
@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Create a link; a former link stops working."""
    collection = own_collection(request.user, pk)
    was_shared = collection.shared_since is not None
    collections.share_collection(collection=collection)
    message = (
        "Le lien a changé\u00a0: l’ancien n’ouvre plus rien." if was_shared else "Le lien est prêt\u00a0: copiez-le."
    )
    messages.success(request, message)
    return redirect(collection)


@network_required
@require_POST
def unshare(request: HttpRequest, pk: int) -> HttpResponse:
    collection = own_collection(request.user, pk)
    collections.unshare_collection(collection=collection)
    messages.success(request, "La collection n’est plus partagée : son lien n’ouvre plus rien.")
    return redirect(collection)


@network_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    collection = own_collection(request.user, pk)
    collections.delete_collection(collection=collection)
    messages.success(
        request,
        f"La collection «\u00a0{collection}\u00a0» est supprimée. "
        f"Vous pouvez la restaurer, ci-dessous, pendant {REPRIEVE.days} jours.",
    )
    return redirect("ressources:favourites")


@network_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    collection = get_object_or_404(Collection.objects.owned_by(request.user), pk=pk)
    with refusals_as_messages(request):
        collection = collections.restore_collection(collection=collection)
        messages.success(request, "La collection est revenue, avec ses fiches et vos notes.")
        return redirect(collection)
    return redirect("ressources:favourites")


def shared_collection(user, token: str) -> Collection:
    collection = row_behind(Collection.objects.shared_with(user).select_related("owner"), token)
    if collection is None:
        raise Http404
    return collection


@method_decorator(network_required, name="dispatch")
class SharedCollectionView(DetailView):
    """A collection for the members who have its link, without the sheets that they may not read."""

    template_name = "ressources/library/collections/collection_shared.html"
    context_object_name = "collection"

    def get_object(self, queryset: QuerySet | None = None) -> Collection:
        return shared_collection(self.request.user, self.kwargs["token"])

    def get_context_data(self, **kwargs) -> dict:
        lines = availability_of(self.object.items.all(), self.request.user)
        copies = Collection.objects.visible_to(self.request.user).filter(copied_from=self.object)
        return super().get_context_data(lines=[line for line in lines if line.is_readable], copies=copies, **kwargs)


@network_required
@require_POST
def copy(request: HttpRequest, token: str) -> HttpResponse:
    collection = shared_collection(request.user, token)
    with refusals_as_messages(request):
        mine = collections.copy_collection(collection=collection, by=request.user)
        messages.success(request, "La collection est copiée : celle-ci est à vous, changez-la comme vous voulez.")
        return redirect(mine)
    return redirect(collection.shared_url)


@network_required
@require_safe
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    return archive(request, own_collection(request.user, pk))


@network_required
@require_safe
def take_away_shared(request: HttpRequest, token: str) -> HttpResponse:
    return archive(request, shared_collection(request.user, token))


def archive(request: HttpRequest, collection: Collection) -> HttpResponse:
    """Return the sheets on paper, those that the reader may read, behind a page that lists them."""
    papers = papers_of(collection, reader=request.user, address=request.build_absolute_uri)
    bundle = TakeAway(papers=papers, attachments=(), pictures=(), address="", day=collection.changed)
    return respond_unless_cached(
        request,
        bundle.fingerprint,
        lambda: FileResponse(
            bundle.archive(),
            as_attachment=True,
            filename=f"{slugify(collection.title) or ARCHIVE}.zip",
            content_type="application/zip",
        ),
    )
