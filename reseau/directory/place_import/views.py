"""Import of places, for the coordination: the file, what each row would do, what was done, its undo."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reseau.directory.place_import import services as place_imports
from reseau.directory.place_import.enums import RowVerdict
from reseau.directory.place_import.field_changes import state_in_words
from reseau.directory.place_import.forms import PlaceImportForm, choices_sent
from reseau.directory.place_import.models import ImportedPlace, PlaceImport
from reseau.directory.place_import.place_table import PlaceTable
from reseau.directory.place_import.planning import LEAVE, NEW, PlannedPlace, fingerprint_of, plan_import
from reseau.directory.place_import.record_parts import PARTS
from reseau.directory.place_import.undoing import undo_import
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusal_texts, refusals_as_messages, refusals_in

PAGE_SIZE = 15
SHOWN_IMPORTS = 20


@coordinator_required
@require_http_methods(["GET", "POST"])
def place_import(request: HttpRequest) -> HttpResponse:
    """The file to upload, the imports that wait, and those that were applied."""
    form = PlaceImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_in(form, "file"):
            batch = place_imports.open_import(
                content=file.read(),
                file_name=file.name,
                empties_erase=form.cleaned_data["empties_erase"],
                by=request.user,
            )
            return redirect(batch)
    imports = PlaceImport.objects.select_related("imported_by", "confirmed_by", "undone_by")
    context = {
        "form": form,
        "waiting": imports.waiting().defer("table"),
        "applied": imports.confirmed()[:SHOWN_IMPORTS],
    }
    return render(
        request, "reseau/directory/place_import/place_import.html", context, status=422 if form.errors else 200
    )


@coordinator_required
@never_cache
@require_http_methods(["GET", "POST"])
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What each row would do; a POST keeps what is chosen on this page, then leads on."""
    batch = get_object_or_404(PlaceImport.objects.waiting().select_related("imported_by"), pk=pk)
    plan = plan_import(batch=batch)
    order = list(RowVerdict)
    plan.sort(key=lambda place: (order.index(place.verdict), place.row.number))
    verdict = request.GET.get("suite", "")
    shown = [place for place in plan if place.verdict == verdict] if verdict in RowVerdict.values else plan
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    if request.method == "POST":
        place_imports.keep_choices(batch=batch, choices=choices_sent(request.POST, page))
        return redirect(_after_choices(request, batch, page))
    counts = Counter(place.verdict for place in plan)
    context = {
        "batch": batch,
        "page_obj": page,
        "verdict": verdict,
        "counts": [(each, counts[each]) for each in RowVerdict if counts[each]],
        "ignored": PlaceTable(tuple(batch.header), ()).ignored,
        "NEW": NEW,
        "LEAVE": LEAVE,
    }
    return render(request, "reseau/directory/place_import/preview.html", context)


@coordinator_required
@never_cache
@require_http_methods(["GET", "POST"])
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """How many places would be created and changed; the button that does it."""
    batch = get_object_or_404(PlaceImport.objects.all(), pk=pk)
    if not batch.is_waiting:
        return redirect(batch)
    if request.method == "POST":
        fingerprint = request.POST.get("fingerprint", "")
        with refusals_as_messages(request):
            batch = place_imports.confirm_import(batch=batch, by=request.user, fingerprint=fingerprint)
            messages.success(request, "L’import est appliqué. Il s’annule depuis cette page.")
            return redirect(batch)
        return redirect("reseau:place_import_confirm", batch.pk)
    plan = plan_import(batch=batch)
    with refusal_texts() as refusals:
        place_imports.refuse_shared_places(plan=plan)
    context = {"batch": batch, "fingerprint": fingerprint_of(plan), "refusals": refusals, **_outcome(plan)}
    return render(request, "reseau/directory/place_import/confirm.html", context)


@coordinator_required
@require_POST
def import_forget(request: HttpRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(PlaceImport.objects.waiting(), pk=pk)
    place_imports.forget_import(batch=batch)
    messages.success(request, "Ce fichier est oublié, rien n’a changé dans l’annuaire.")
    return redirect("reseau:place_import")


@coordinator_required
@require_safe
def import_trail(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import did to each place, with who and when; after its undo, what stayed."""
    imports = PlaceImport.objects.confirmed().select_related("imported_by", "confirmed_by", "undone_by")
    batch = get_object_or_404(imports, pk=pk)
    page = Paginator(batch.places.select_related("epm"), PAGE_SIZE).get_page(request.GET.get("page"))
    created = batch.places.filter(was_created=True).count()
    context = {
        "batch": batch,
        "page_obj": page,
        "lines": [(imported, _written_changes(imported)) for imported in page],
        "created": created,
        "changed": page.paginator.count - created,
        "kept": batch.places.exclude(kept="").count(),
    }
    return render(request, "reseau/directory/place_import/trail.html", context)


@coordinator_required
@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(PlaceImport.objects.all(), pk=pk)
    with refusals_as_messages(request):
        batch = undo_import(batch=batch, by=request.user)
        messages.success(request, "L’import est annulé. Ce qui est resté est dit ci-dessous.")
    return redirect(batch)


def _after_choices(request: HttpRequest, batch: PlaceImport, page: Page) -> str:
    if "appliquer" in request.POST:
        return reverse("reseau:place_import_confirm", args=[batch.pk])
    number = page.next_page_number() if "suite" in request.POST and page.has_next() else page.number
    query = {"page": number} | ({"suite": request.GET["suite"]} if "suite" in request.GET else {})
    return reverse("reseau:place_import_preview", args=[batch.pk], query=query)


def _outcome(plan: list[PlannedPlace]) -> dict[str, int]:
    created = sum(place.creates for place in plan)
    changed = sum(place.changes_record for place in plan)
    undecided = sum(place.verdict == RowVerdict.DOUBTFUL and place.choice == LEAVE for place in plan)
    return {"created": created, "changed": changed, "left": len(plan) - created - changed, "undecided": undecided}


def _written_changes(imported: ImportedPlace) -> list[tuple[str, str, str]]:
    """Return the name of each part, what it said before (empty for a new place) and what the import wrote."""
    return [
        (
            PARTS[each["part"]].label,
            state_in_words(PARTS[each["part"]], each["before"]) if each["before"] is not None else "",
            state_in_words(PARTS[each["part"]], each["after"]),
        )
        for each in imported.changes
        if each["part"] in PARTS
    ]
