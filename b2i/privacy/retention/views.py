"""Dormant records, for the animators of their EPM; elimination lists, for the coordination."""

import datetime

from django.contrib import messages
from django.db.models import Count, Max, Min, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import ListView

from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind
from b2i.people.learners.learner_lookup import followed_learner, found_by
from b2i.people.learners.models.learner import Learner
from b2i.people.permissions import follower_required
from b2i.privacy.retention import dormancy, services
from b2i.privacy.retention.departed_figures import departed_figures
from b2i.privacy.retention.dormancy import due
from b2i.privacy.retention.elimination_list import (
    destruction_paper,
    elimination_csv,
    elimination_paper,
    volume_in_words,
)
from b2i.privacy.retention.enums import EliminationOutcome
from b2i.privacy.retention.models import DormancyNotice, Elimination
from b2i.privacy.retention.rule import RULE
from b2i.privacy.retention.services import EliminationResult, note_contact
from reseau.documents.eliminations.forms import VisaForm
from reseau.documents.eliminations.services import abandon_elimination, note_visa
from reseau.permissions import coordinator_required
from reseau.texts.elision import of
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(follower_required, name="dispatch")
class DormantView(ListView):
    template_name = "b2i/privacy/retention/dormant.html"
    context_object_name = "learners"
    paginate_by = 20

    def get_queryset(self):
        notified = Learner.objects.visible_to(self.request.user).filter(dormancy_notice__isnull=False)
        return dormancy.dormant(notified).select_related("member", "epm", "dormancy_notice").order_by("last_contact")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        note_accesses(self.request, context["learners"], AccessKind.LISTED)
        context["nothing"] = f"Aucun livret n’est sans nouvelles depuis {RULE.silence}."
        for learner in context["learners"]:
            learner.kept_until = learner.dormancy_notice.told_on + datetime.timedelta(days=RULE.notice_days)
        return context


dormant = DormantView.as_view()


@follower_required
@require_POST
@found_by(followed_learner)
def contact(request, learner: Learner):
    note_contact(learner=learner, noted_by=request.user)
    messages.success(request, f"C’est noté\u00a0: le livret {of(learner)} est gardé {RULE.silence} de plus.")
    return redirect("b2i:dormant")


LINES_SHOWN = 100


@method_decorator(coordinator_required, name="dispatch")
class EliminationsView(ListView):
    template_name = "b2i/privacy/retention/eliminations.html"
    context_object_name = "eliminations"
    queryset = Elimination.objects.all()[:50]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            due_count=due(Learner.objects.all()).count(),
            notice_count=DormancyNotice.objects.count(),
            figures=departed_figures(before=timezone.localdate().year),
            **kwargs,
        )


eliminations = EliminationsView.as_view()


@coordinator_required
@require_POST
def elimination_prepare(request):
    with refusals_as_messages(request):
        elimination = services.prepare_elimination(prepared_by=request.user)
        messages.success(request, "Le bordereau est prêt. Envoyez-le aux Archives départementales.")
        return redirect(elimination)
    return redirect("b2i:eliminations")


@coordinator_required
@require_safe
def elimination(request, pk: int):
    return elimination_page(request, get_object_or_404(Elimination, pk=pk), VisaForm())


def elimination_page(request, elimination: Elimination, form: VisaForm):
    lines = elimination.lines.select_related("epm", "learner")[:LINES_SHOWN]
    note_accesses(request, [line.learner for line in lines if line.learner], AccessKind.LISTED)
    totals = elimination.lines.aggregate(
        first=Min("opened_on"),
        last=Max("last_contact"),
        line_count=Count("pk"),
        waiting_count=Count("pk", filter=Q(outcome=EliminationOutcome.WAITING)),
    )
    ends = [day_in_full(totals[end], "j F Y") for end in ("first", "last") if totals[end]]
    context = {
        "elimination": elimination,
        "app": "b2i",
        "removal": "Supprimer ces livrets…",
        "volume": volume_in_words(totals["line_count"]),
        "extreme_dates": " – ".join(ends),
        "lines": lines,
        "line_count": totals["line_count"],
        "waiting_count": totals["waiting_count"],
        "form": form,
    }
    return render(request, "b2i/privacy/retention/elimination.html", context, status=422 if form.errors else 200)


def note_copy(request, elimination: Elimination) -> None:
    """Note that the user takes a copy of a list: it bears the card numbers of those who still have a record."""
    note_accesses(request, Learner.objects.filter(elimination_lines__elimination=elimination), AccessKind.COPIED)


@coordinator_required
@require_safe
def elimination_csv_file(request, pk: int) -> HttpResponse:
    elimination = get_object_or_404(Elimination, pk=pk)
    note_copy(request, elimination)
    disposition = f'attachment; filename="bordereau-elimination-{elimination.pk}.csv"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(elimination_csv(elimination), content_type="text/csv; charset=utf-8", headers=headers)


@coordinator_required
@require_safe
def elimination_pdf(request, pk: int) -> HttpResponse:
    elimination = get_object_or_404(Elimination, pk=pk)
    note_copy(request, elimination)
    headers = {"Content-Disposition": f'inline; filename="bordereau-elimination-{elimination.pk}.pdf"'}
    return HttpResponse(elimination_paper(elimination).pdf(), content_type="application/pdf", headers=headers)


@coordinator_required
@require_safe
def elimination_certificate(request, pk: int) -> HttpResponse:
    elimination = get_object_or_404(Elimination.objects.filter(destroyed_on__isnull=False), pk=pk)
    headers = {"Content-Disposition": f'inline; filename="certificat-destruction-{elimination.pk}.pdf"'}
    return HttpResponse(destruction_paper(elimination).pdf(), content_type="application/pdf", headers=headers)


@coordinator_required
@require_POST
def elimination_visa(request, pk: int):
    elimination = get_object_or_404(Elimination, pk=pk)
    form = VisaForm(request.POST)
    if form.is_valid():
        with refusals_in(form, "visa_on"):
            note_visa(elimination=elimination, noted_by=request.user, **form.cleaned_data)
            messages.success(request, "Le visa est noté. Vous pouvez supprimer ces livrets.")
            return redirect(elimination)
    return elimination_page(request, elimination, form)


def result_in_words(result: EliminationResult) -> str:
    erased, kept = result.erased_count, result.kept_count
    words = [f"{erased}\u00a0livrets supprimés." if erased > 1 else f"{erased}\u00a0livret supprimé."]
    if kept:
        people_are_back = (
            "gardés\u00a0: les personnes sont revenues." if kept > 1 else "gardé\u00a0: la personne est revenue."
        )
        words.append(f"{kept}\u00a0{people_are_back}")
    return " ".join(words)


@coordinator_required
@require_http_methods(["GET", "POST"])
def elimination_carry_out(request, pk: int):
    elimination = get_object_or_404(Elimination.objects.filter(visa_on__isnull=False), pk=pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            result = services.carry_out(elimination=elimination, by=request.user)
            messages.success(request, result_in_words(result))
        return redirect(elimination)
    waiting_count = elimination.lines.filter(outcome=EliminationOutcome.WAITING).count()
    return render(
        request,
        "b2i/privacy/retention/elimination_confirm.html",
        {"elimination": elimination, "waiting_count": waiting_count},
    )


@coordinator_required
@require_POST
def elimination_drop(request, pk: int):
    elimination = get_object_or_404(Elimination, pk=pk)
    with refusals_as_messages(request):
        abandon_elimination(elimination=elimination)
        messages.success(request, "Le bordereau est abandonné. Ses livrets restent à éliminer.")
        return redirect("b2i:eliminations")
    return redirect(elimination)
