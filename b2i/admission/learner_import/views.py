"""Import of a table of learners: upload, preview, confirmation; export of the group."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from b2i.admission.learner_import import services as learner_imports
from b2i.admission.learner_import.enums import ImportVerdict
from b2i.admission.learner_import.forms import LearnerImportForm
from b2i.admission.learner_import.group_export import group_ods
from b2i.admission.learner_import.models import LearnerImport
from b2i.admission.learner_import.template_file import template_csv, template_ods
from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind
from b2i.people.learners.models.learner import Learner
from b2i.people.permissions import follower_required
from reseau.documents.papers.spreadsheet import MEDIA_TYPE
from reseau.web.refusals import refusals_as_messages, refusals_in

PAGE_SIZE = 40
# Lines that need attention come first.
ORDER = {
    ImportVerdict.REFUSED: "à corriger",
    ImportVerdict.DUPLICATE: "peut-être là déjà",
    ImportVerdict.DONE: "importées déjà",
    ImportVerdict.MAKE: "à ouvrir",
}


@follower_required
@require_http_methods(["GET", "POST"])
def learner_import(request):
    form = LearnerImportForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        with refusals_in(form, "file"):
            return redirect(learner_imports.open_import(content=content, epm=form.epm_chosen, imported_by=request.user))
    context = {"form": form, "waiting": LearnerImport.objects.waiting_for(request.user).select_related("epm")}
    return render(
        request, "b2i/admission/learner_import/learner_import.html", context, status=422 if form.errors else 200
    )


@follower_required
@never_cache
@require_safe
def import_preview(request, pk: int):
    batch = waiting_import(request, pk)
    plan = learner_imports.plan_import(batch=batch)
    counts = Counter(line.verdict for line in plan)
    plan.sort(key=lambda line: list(ORDER).index(line.verdict))
    page = Paginator(plan, PAGE_SIZE).get_page(request.GET.get("page"))
    note_accesses(request, [line.known for line in page if line.known], AccessKind.LISTED)
    context = {
        "batch": batch,
        "unknown": learner_imports.columns_of(batch=batch).unknown,
        "page_obj": page,
        "counts": [(label, counts[verdict]) for verdict, label in ORDER.items() if counts[verdict]],
        "make_count": counts[ImportVerdict.MAKE],
        "duplicate_count": counts[ImportVerdict.DUPLICATE],
    }
    return render(request, "b2i/admission/learner_import/import_preview.html", context)


def waiting_import(request, pk: int) -> LearnerImport:
    return get_object_or_404(LearnerImport.objects.waiting_for(request.user).select_related("epm"), pk=pk)


@follower_required
@require_POST
def import_confirm(request, pk: int):
    batch = waiting_import(request, pk)
    with refusals_as_messages(request):
        record_count = learner_imports.confirm_import(batch=batch)
        opened = f"{record_count}\u00a0livrets ouverts" if record_count > 1 else f"{record_count}\u00a0livret ouvert"
        messages.success(request, f"{opened}. Donnez une carte à qui la demande, depuis son livret.")
        return redirect("b2i:records")
    return redirect("b2i:learner_import")


@follower_required
@require_POST
def import_drop(request, pk: int):
    waiting_import(request, pk).delete()
    messages.success(request, "Ce tableau est oublié, rien n’a été importé.")
    return redirect("b2i:learner_import")


@follower_required
@require_safe
def group_sheet(request) -> HttpResponse:
    """Download the learners whom the user follows, as a spreadsheet."""
    learners = Learner.objects.visible_to(request.user)
    headers = {"Content-Disposition": 'attachment; filename="livrets.ods"'}
    note_accesses(request, learners, AccessKind.COPIED)
    return HttpResponse(group_ods(learners), content_type=MEDIA_TYPE, headers=headers)


@follower_required
@require_safe
def import_model(request, extension: str) -> HttpResponse:
    is_ods = extension == "ods"
    return HttpResponse(
        template_ods() if is_ods else template_csv(),
        content_type=MEDIA_TYPE if is_ods else "text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="modele-apprenants.{extension}"'},
    )
