"""Pages of the coordination: batches of codes, a new one, one with its slips."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, FormView, ListView

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.personal_codes.derivation import printed_again
from enquetes.fieldwork.personal_codes.forms import CodeBatchForm
from enquetes.fieldwork.personal_codes.models import CodeBatch
from enquetes.fieldwork.personal_codes.paper import slips_paper
from enquetes.fieldwork.personal_codes.services import draw_codes
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_in

LOST = "Ces codes ne peuvent plus être imprimés\u00a0: la clé secrète du site a changé. Tirez un nouveau lot."


@method_decorator(coordinator_required, name="dispatch")
class CodeBatchesView(ListView):
    """The batches of a campaign, each with its rate."""

    template_name = "enquetes/fieldwork/personal_codes/batches.html"
    context_object_name = "batches"
    paginate_by = 40

    def dispatch(self, request, *args, **kwargs):
        self.campaign = codes_campaign(kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[CodeBatch]:
        return self.campaign.code_batches.select_related("campaign").order_by("pk")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(campaign=self.campaign, **kwargs)


@method_decorator(coordinator_required, name="dispatch")
class CodeBatchNewView(FormView):
    """Draw a batch."""

    template_name = "enquetes/fieldwork/personal_codes/batch_form.html"
    form_class = CodeBatchForm

    def dispatch(self, request, *args, **kwargs):
        self.campaign = codes_campaign(kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"is_of_minors": self.campaign.is_of_minors}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(campaign=self.campaign, **kwargs)

    def form_valid(self, form: CodeBatchForm) -> HttpResponse:
        with refusals_in(form):
            batch = draw_codes(campaign=self.campaign, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "Les codes sont tirés\u00a0: imprimez-les.")
            return redirect(batch)
        return self.form_invalid(form)


@method_decorator(coordinator_required, name="dispatch")
class CodeBatchView(DetailView):
    """One batch: its rate, and what to print."""

    template_name = "enquetes/fieldwork/personal_codes/batch.html"
    context_object_name = "batch"

    def get_object(self, queryset=None) -> CodeBatch:
        return find_batch(self.kwargs["slug"], self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(campaign=self.object.campaign, **kwargs)


@coordinator_required
@require_safe
def batch_slips(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Return a PDF of all the codes of a batch, used ones too: which are missing would say who answered."""
    batch = find_batch(slug, pk)
    letters = printed_again(batch.codes.values_list("pk", "digest"))
    if len(letters) < batch.size:
        messages.error(request, LOST)
        return redirect(batch)
    return paper_response(request, slips_paper(batch, letters), name=f"codes-{batch.pk}.pdf")


def codes_campaign(slug: str) -> Campaign:
    """Return a started campaign by personal codes; 404 otherwise. One query."""
    return get_object_or_404(Campaign, slug=slug, has_codes=True, version__isnull=False)


def find_batch(slug: str, pk: int) -> CodeBatch:
    return get_object_or_404(CodeBatch.objects.select_related("campaign"), campaign__slug=slug, pk=pk)
