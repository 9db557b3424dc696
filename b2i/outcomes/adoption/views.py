"""Pages of the versions of the framework of records: list and upload, preview, adoption."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from b2i.frameworks.models.framework import Framework
from b2i.outcomes.adoption.forms import AdoptionForm, VersionFileForm
from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.adoption.services import adopt_version, read_against, set_version_aside
from b2i.outcomes.adoption.version_changes import changes_of
from b2i.outcomes.adoption.version_template import version_template
from b2i.people.anonymity import masked_count
from b2i.records.models import Record
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusal_texts, refusals_as_messages, refusals_in


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest) -> HttpResponse:
    """List the frameworks on which records are or were kept and the files that were brought; POST brings one."""
    form = VersionFileForm(request.POST, request.FILES) if request.method == "POST" else VersionFileForm()
    if form.is_valid():
        with refusals_in(form, "file"):
            return redirect(form.save(by=request.user))
    relations = "proposed_by", "decided_by", "framework"
    proposed = ProposedVersion.objects.visible_to(request.user).select_related(*relations)
    context = {"form": form, "frameworks": _record_frameworks(), "proposed": proposed[:20]}
    return render(request, "b2i/outcomes/adoption/versions.html", context, status=422 if form.errors else 200)


def _record_frameworks() -> list[Framework]:
    """Return the framework of records and its former versions, each with its records in use in words."""
    in_use = Count("records", filter=Q(records__in=Record.objects.on_base()))
    is_kept = Q(is_record_base=True) | Q(records__isnull=False) | Q(adoption__isnull=False)
    keys = Framework.objects.filter(is_kept).values("pk")
    frameworks = list(Framework.objects.filter(pk__in=keys).annotate(record_count=in_use))
    for framework in frameworks:
        framework.records_in_words = masked_count(framework.record_count)
    return frameworks


@coordinator_required
@require_safe
def version_template_file(request: HttpRequest) -> HttpResponse:
    """Give the framework in use as a file to change."""
    base = Framework.objects.record_base()
    response = JsonResponse(version_template(base), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{base.slug}-modele.json"'
    return response


def visible_version(request: HttpRequest, pk: int) -> ProposedVersion:
    relations = "former", "framework", "proposed_by", "decided_by"
    return get_object_or_404(ProposedVersion.objects.visible_to(request.user).select_related(*relations), pk=pk)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a version would change; POST adopts it."""
    proposed = visible_version(request, pk)
    form = AdoptionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            adopt_version(proposed=proposed, by=request.user)
            messages.success(request, f"{proposed.name} sert aux nouveaux livrets. Les autres passent un par un.")
            return redirect(proposed)
    context = {"proposed": proposed, "form": form, "changes": None, "refusals": []}
    if proposed.is_awaiting:
        with refusal_texts() as refusals:
            told = read_against(tree=proposed.content, former=proposed.former)
            context |= {"told": told, "changes": changes_of(told, former=proposed.former)}
        context["refusals"] = refusals
    return render(request, "b2i/outcomes/adoption/version.html", context, status=422 if form.errors else 200)


@coordinator_required
@require_POST
def version_set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    with refusals_as_messages(request):
        set_version_aside(proposed=visible_version(request, pk), by=request.user)
        messages.success(request, "Cette version est écartée. Son fichier reste dans la liste.")
    return redirect("b2i:versions")
