"""A member's own collections: filled from a sheet, put in order, renamed."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.library.collections import services as collections
from ressources.library.collections.forms import CollectionForm
from ressources.library.collections.models import CollectedSheet, Collection
from ressources.library.collections.queries import with_collected_count
from ressources.library.readers.availability import availability_of
from ressources.library.readers.queries import with_readers
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import pressed_key, readable_sheet_for


def own_collection(user, pk: int) -> Collection:
    return get_object_or_404(Collection.objects.visible_to(user), pk=pk)


@method_decorator(network_required, name="dispatch")
class CollectionView(DetailView):
    """One of my collections, with what I may do with it."""

    template_name = "ressources/library/collections/collection.html"
    context_object_name = "collection"

    def get_queryset(self) -> QuerySet[Collection]:
        return Collection.objects.visible_to(self.request.user).select_related("copied_from__owner")

    def get_context_data(self, **kwargs) -> dict:
        lines = availability_of(self.object.items.all(), self.request.user)
        link = self.request.build_absolute_uri(self.object.shared_url) if self.object.shared_since else ""
        return super().get_context_data(lines=lines, link=link, **kwargs)


@method_decorator(network_required, name="dispatch")
class NewCollectionView(View):
    """A new collection. From a sheet (`pk`), the sheet goes into it, or into the one of that title if there is one."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self.render(CollectionForm(), self.sheet_of(pk))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        sheet, form = self.sheet_of(pk), CollectionForm(request.POST)
        if not form.is_valid():
            return self.render(form, sheet)
        title, note = form.cleaned_data["title"], form.cleaned_data["note"]
        with refusals_in(form, "title"):
            if sheet:
                collection = collections.collect_anew(owner=request.user, title=title, note=note, sheet=sheet)
            else:
                collection = collections.create_collection(owner=request.user, title=title, note=note)
            if sheet:
                messages.success(request, f"La fiche est dans « {collection} ».")
            else:
                messages.success(request, "La collection est ouverte. Ajoutez-y des fiches depuis leur page.")
            return redirect(sheet or collection)
        return self.render(form, sheet)

    def sheet_of(self, pk: int | None) -> Sheet | None:
        return readable_sheet_for(self.request.user, pk) if pk is not None else None

    def render(self, form: CollectionForm, sheet: Sheet | None) -> HttpResponse:
        return render(
            self.request, "ressources/library/collections/collection_new.html", {"form": form, "sheet": sheet}
        )


@method_decorator(network_required, name="dispatch")
class ArrangeView(View):
    """Title, note, notes on the sheets, their order. Every button saves the form first."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        collection = own_collection(request.user, pk)
        initial = {"title": collection.title, "note": collection.note}
        return self.render(collection, CollectionForm(initial=initial, items=collection.items.select_related("sheet")))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        collection = own_collection(request.user, pk)
        form = CollectionForm(request.POST, items=collection.items.select_related("sheet"))
        if not form.is_valid():
            return self.render(collection, form)
        with refusals_in(form, "title"):
            collections.edit_collection(
                collection=collection,
                title=form.cleaned_data["title"],
                note=form.cleaned_data["note"],
                notes=form.notes,
                removed_keys=form.removed_keys,
            )
            for button, places in (("up", -1), ("down", 1)):
                if button in request.POST:
                    return self.move(collection, button, places)
            messages.success(request, "La collection est enregistrée.")
            return redirect(collection)
        return self.render(collection, form)

    def move(self, collection: Collection, button: str, places: int) -> HttpResponse:
        item = get_object_or_404(CollectedSheet, collection=collection, pk=pressed_key(self.request, button))
        collections.move_in_collection(item=item, places=places)
        response = redirect("ressources:arrange_collection", collection.pk)
        # The browser puts the focus back on the button: pressed several times, it moves the sheet several places.
        response["Location"] += f"#{button}-{item.pk}"
        return response

    def render(self, collection: Collection, form: CollectionForm) -> HttpResponse:
        return render(
            self.request,
            "ressources/library/collections/collection_arrange.html",
            {"collection": collection, "form": form},
        )


@method_decorator(network_required, name="dispatch")
class CollectView(View):
    """My collections, to add a sheet to one of them. The sheet itself unfolds `_keep.html`, a part of this page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheets = with_readers(Sheet.objects.visible_to(request.user), request.user)
        sheet = get_object_or_404(with_collected_count(sheets, request.user), pk=pk)
        context = {"page": sheet, "collections": Collection.objects.for_menu_of(request.user, sheet)}
        return render(request, "ressources/library/collections/collect.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = readable_sheet_for(request.user, pk)
        collection = own_collection(request.user, pressed_key(request, "collection"))
        with refusals_as_messages(request):
            collections.collect(collection=collection, sheet=sheet)
            messages.success(request, f"La fiche est dans « {collection} ».")
        return redirect(sheet)


@network_required
@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a sheet from the collection whose button was pressed."""
    sheet = readable_sheet_for(request.user, pk)
    collection = own_collection(request.user, pressed_key(request, "collection"))
    with refusals_as_messages(request):
        collections.take_out(collection=collection, sheet=sheet)
        messages.success(request, f"La fiche n’est plus dans « {collection} ».")
    return redirect(sheet)
