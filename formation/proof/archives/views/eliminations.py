"""Elimination lists of training records, for the coordination: prepared, visaed, carried out, certified."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from formation.proof.archives.elimination_list import (
    dates_in_words,
    destruction_paper,
    elimination_csv,
    elimination_paper,
    volume_in_words,
)
from formation.proof.archives.enums import LineOutcome
from formation.proof.archives.models import TrainingElimination
from formation.proof.archives.services.due import due_counts
from formation.proof.archives.services.elimination import TrainingEliminationResult, carry_out, prepare_elimination
from formation.proof.retention.models import RetentionTerm
from reseau.documents.eliminations.forms import VisaForm
from reseau.documents.eliminations.services import abandon_elimination, note_visa
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in

LINES_SHOWN = 60


@coordinator_required
@require_safe
def eliminations(request) -> HttpResponse:
    """Lists, and what could be on the next one."""
    schedule = RetentionTerm.objects.schedule()
    session_count, name_count = due_counts(schedule=schedule, today=timezone.localdate())
    context = {
        "eliminations": TrainingElimination.objects.all(),
        "session_count": session_count,
        "name_count": name_count,
        "without_visa": [term for term in schedule.values() if not term.has_visa],
    }
    return render(request, "formation/proof/archives/eliminations.html", context)


@coordinator_required
@require_POST
def elimination_prepare(request) -> HttpResponse:
    with refusals_as_messages(request):
        elimination = prepare_elimination(prepared_by=request.user)
        messages.success(request, "Le bordereau est prêt. Envoyez-le aux Archives départementales.")
        return redirect(elimination)
    return redirect("formation:eliminations")


@coordinator_required
@require_safe
def elimination(request, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(TrainingElimination, pk=pk), VisaForm())


def _page(request, elimination: TrainingElimination, form: VisaForm) -> HttpResponse:
    lines = list(elimination.lines.all())
    context = {
        "elimination": elimination,
        "app": "formation",
        "removal": "Supprimer ces documents…",
        "volume": volume_in_words(lines),
        "extreme_dates": dates_in_words(lines),
        "lines": lines[:LINES_SHOWN],
        "line_count": len(lines),
        "waiting_count": sum(line.outcome == LineOutcome.WAITING for line in lines),
        "form": form,
    }
    return render(request, "formation/proof/archives/elimination.html", context, status=422 if form.errors else 200)


@coordinator_required
@require_safe
def elimination_csv_file(request, pk: int) -> HttpResponse:
    elimination = get_object_or_404(TrainingElimination, pk=pk)
    headers = {"Content-Disposition": f'attachment; filename="bordereau-formations-{pk}.csv"'}
    return HttpResponse(elimination_csv(elimination), content_type="text/csv; charset=utf-8", headers=headers)


@coordinator_required
@require_safe
def elimination_pdf(request, pk: int) -> HttpResponse:
    elimination = get_object_or_404(TrainingElimination, pk=pk)
    return paper_response(request, elimination_paper(elimination), name=f"bordereau-formations-{pk}.pdf")


@coordinator_required
@require_safe
def elimination_certificate(request, pk: int) -> HttpResponse:
    elimination = get_object_or_404(TrainingElimination.objects.filter(destroyed_on__isnull=False), pk=pk)
    return paper_response(request, destruction_paper(elimination), name=f"certificat-destruction-formations-{pk}.pdf")


@coordinator_required
@require_POST
def elimination_visa(request, pk: int) -> HttpResponse:
    elimination, form = get_object_or_404(TrainingElimination, pk=pk), VisaForm(request.POST)
    if form.is_valid():
        with refusals_in(form, "visa_on"):
            note_visa(elimination=elimination, noted_by=request.user, **form.cleaned_data)
            messages.success(request, "Le visa est noté. Vous pouvez supprimer ces documents.")
            return redirect(elimination)
    return _page(request, elimination, form)


@coordinator_required
@require_http_methods(["GET", "POST"])
def elimination_carry_out(request, pk: int) -> HttpResponse:
    elimination = get_object_or_404(TrainingElimination.objects.filter(visa_on__isnull=False), pk=pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            messages.success(request, result_in_words(carry_out(elimination=elimination, by=request.user)))
        return redirect(elimination)
    waiting = list(elimination.lines.filter(outcome=LineOutcome.WAITING))
    context = {"elimination": elimination, "volume": volume_in_words(waiting)}
    return render(request, "formation/proof/archives/elimination_confirm.html", context)


@coordinator_required
@require_POST
def elimination_drop(request, pk: int) -> HttpResponse:
    elimination = get_object_or_404(TrainingElimination, pk=pk)
    with refusals_as_messages(request):
        abandon_elimination(elimination=elimination)
        messages.success(request, "Le bordereau est abandonné. Ses documents restent à éliminer.")
        return redirect("formation:eliminations")
    return redirect(elimination)


def result_in_words(result: TrainingEliminationResult) -> str:
    destroyed, kept = result.destroyed_count, result.kept_count
    words = f"{destroyed}\u00a0ligne{'s' if destroyed > 1 else ''} du bordereau, documents détruits."
    if kept:
        words += f" {kept}\u00a0gardée{'s' if kept > 1 else ''}\u00a0: la durée a changé."
    return words
