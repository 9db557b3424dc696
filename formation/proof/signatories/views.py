"""Who signs the papers: the rows by date, and a form that begins a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods
from django.views.generic import CreateView

from formation.proof.signatories.forms import SignatoryForm
from formation.proof.signatories.models import Signatory
from formation.proof.signatories.services import name_signatory, withdraw_signatory
from reseau.permissions import coordinator_required
from reseau.texts.elision import of
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(coordinator_required, name="dispatch")
class SignatoriesView(CreateView):
    template_name = "formation/proof/signatories/signatories.html"
    form_class = SignatoryForm

    def get_initial(self) -> dict:
        return SignatoryForm.first_values()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(signatories=list(Signatory.objects.all()), **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            signatory = name_signatory(signatory=form.instance)
            since = day_in_full(signatory.since)
            messages.success(self.request, f"À partir du {since}, les papiers sont au nom {of(signatory.name)}.")
            return redirect("formation:signatories")
        return self.form_invalid(form)


@coordinator_required
@require_http_methods(["GET", "POST"])
def signatory_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, with the number of papers that bear the name."""
    signatory = get_object_or_404(Signatory, pk=pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            is_deleted = withdraw_signatory(signatory=signatory)
            kept = "Cette signature prend fin aujourd’hui. Les papiers qui la portent n’ont pas changé."
            messages.success(request, "Cette ligne est retirée." if is_deleted else kept)
        return redirect("formation:signatories")
    papers = [(label, count) for label, count in signatory.paper_counts() if count]
    return render(
        request, "formation/proof/signatories/signatory_withdraw.html", {"signatory": signatory, "papers": papers}
    )
