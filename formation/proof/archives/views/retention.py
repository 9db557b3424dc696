"""The retention table of training records, for the coordination: each rule, and the visa of the archivist on it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from formation.proof.archives.services.terms import renew_terms
from formation.proof.retention.enums import Category
from formation.proof.retention.forms import TermForm
from formation.proof.retention.models import RetentionTerm
from formation.proof.retention.services import decide_term, note_term_visa
from reseau.documents.eliminations.forms import VisaForm
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_in


@coordinator_required
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    return render(
        request, "formation/proof/archives/retention.html", {"terms": RetentionTerm.objects.schedule().values()}
    )


@coordinator_required
@require_http_methods(["GET", "POST"])
def retention_term(request: HttpRequest, category: str) -> HttpResponse:
    term = term_or_404(category)
    form = TermForm(request.POST or None, instance=RetentionTerm.objects.of(term.category))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            had_visa = term.has_visa
            term = decide_term(category=term.category, **form.cleaned_data)
            renew_terms()
            lost = had_visa and not term.has_visa
            messages.success(
                request,
                "La règle a changé\u00a0: l’ancien visa ne vaut plus, faites-la viser."
                if lost
                else "La règle est enregistrée.",
            )
            return redirect(term if lost or not term.has_visa else "formation:retention")
    return _page(request, term, form=form)


@coordinator_required
@require_POST
def retention_visa(request: HttpRequest, category: str) -> HttpResponse:
    term, visa_form = term_or_404(category), VisaForm(request.POST)
    if visa_form.is_valid():
        with refusals_in(visa_form, "visa_on"):
            note_term_visa(category=term.category, **visa_form.cleaned_data)
            messages.success(request, "Le visa est noté.")
            return redirect("formation:retention")
    return _page(request, term, visa_form=visa_form)


def term_or_404(category: str) -> RetentionTerm:
    if category not in Category.values:
        raise Http404
    return RetentionTerm.objects.of(Category(category))


def _page(
    request: HttpRequest, term: RetentionTerm, *, form: TermForm | None = None, visa_form: VisaForm | None = None
) -> HttpResponse:
    initial = {"reference": term.visa_reference, "visa_on": term.visa_on, "visa_by": term.visa_by}
    forms = {"form": form or TermForm(instance=term), "visa_form": visa_form or VisaForm(initial=initial)}
    status = 422 if any(one.errors for one in forms.values()) else 200
    return render(request, "formation/proof/archives/retention_term.html", {"term": term, **forms}, status=status)
