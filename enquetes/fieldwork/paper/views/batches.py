"""Batches: their list, a new one, one with its sheets, its PDF; the quality of the keying."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, FormView, ListView, TemplateView

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.enums import KeyedSheetState
from enquetes.fieldwork.paper.forms import BatchEditForm, BatchForm
from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.paper.permissions import may_decide
from enquetes.fieldwork.paper.quality import rates_of_keyers, rates_of_questions
from enquetes.fieldwork.paper.services.batches import change_batch, make_batch
from enquetes.fieldwork.paper.sheet_codes import SHEET_DIGITS
from questionnaires.printing.paper import questionnaire_paper
from questionnaires.questions.outline import outline_of
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required, network_required, required
from reseau.web.refusals import refusals_in

ICONS = {
    KeyedSheetState.PRINTED: "file-text",
    KeyedSheetState.KEYED_ONCE: "pen-line",
    KeyedSheetState.DIFFERS: "triangle-alert",
    KeyedSheetState.COLLECTED: "check",
}
# Sheets in one file: a hundred of six pages take four seconds of a processor, which others wait for.
PRINTED_AT_ONCE = 100
# Sheets with differences on the page of a batch.
DECIDED_NEXT = 40
NOT_PRINTED = ~Q(sheets__state=KeyedSheetState.PRINTED)


@method_decorator(network_required, name="dispatch")
class BatchesView(ListView):
    """The batches that the reader keys or follows; whoever has none reads a 404."""

    template_name = "enquetes/fieldwork/paper/batches.html"
    context_object_name = "batches"
    paginate_by = 40

    def dispatch(self, request, *args, **kwargs):
        self.campaign = paper_campaign(request.user, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[PaperBatch]:
        return with_counts(self.campaign.paper_batches.visible_to(self.request.user))

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        return super().get_context_data(
            campaign=self.campaign, may_make=user.is_coordinator, may_decide=may_decide(user), **kwargs
        )


@method_decorator(coordinator_required, name="dispatch")
class BatchNewView(FormView):
    """Make a batch."""

    template_name = "enquetes/fieldwork/paper/batch_form.html"
    form_class = BatchForm

    def dispatch(self, request, *args, **kwargs):
        self.campaign = paper_campaign(request.user, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(campaign=self.campaign, **kwargs)

    def form_valid(self, form: BatchForm) -> HttpResponse:
        with refusals_in(form):
            batch = make_batch(campaign=self.campaign, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "Le lot est prêt\u00a0: imprimez ses feuilles.")
            return redirect(batch)
        return self.form_invalid(form)


@method_decorator(coordinator_required, name="dispatch")
class BatchEditView(FormView):
    """Change the name, the day and the keyers of a batch."""

    template_name = "enquetes/fieldwork/paper/batch_form.html"
    form_class = BatchEditForm

    def dispatch(self, request, *args, **kwargs):
        self.batch = find_batch(request.user, kwargs["slug"], kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {
            "label": self.batch.label,
            "answered_on": self.batch.answered_on,
            "keyers": list(self.batch.keyers.all()),
        }

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(campaign=self.batch.campaign, batch=self.batch, **kwargs)

    def form_valid(self, form: BatchEditForm) -> HttpResponse:
        with refusals_in(form):
            batch = change_batch(batch=self.batch, **form.cleaned_data)
            messages.success(self.request, "Le lot est changé.")
            return redirect(batch)
        return self.form_invalid(form)


@method_decorator(network_required, name="dispatch")
class BatchView(DetailView):
    """One batch: how far its sheets are, and those to decide."""

    template_name = "enquetes/fieldwork/paper/batch.html"
    context_object_name = "batch"

    def get_object(self, queryset=None) -> PaperBatch:
        return find_batch(self.request.user, self.kwargs["slug"], self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        batch, user = self.object, self.request.user
        counts = dict(batch.sheets.order_by().values_list("state").annotate(Count("pk")))
        differing = batch.sheets.filter(state=KeyedSheetState.DIFFERS)
        return super().get_context_data(
            campaign=batch.campaign,
            states=[(state, icon, counts.get(state, 0)) for state, icon in ICONS.items()],
            keyers=batch.keyers.all(),
            differing=differing[:DECIDED_NEXT] if may_decide(user) else [],
            more_differing=max(0, counts.get(KeyedSheetState.DIFFERS, 0) - DECIDED_NEXT),
            printed=[
                (first, min(first + PRINTED_AT_ONCE - 1, batch.size))
                for first in range(1, batch.size + 1, PRINTED_AT_ONCE)
            ],
            may_change=user.is_coordinator,
            **kwargs,
        )


@network_required
@require_safe
def batch_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Return a PDF of some sheets of a batch, from the number `?de=`: each copy with its code."""
    batch = find_batch(request.user, slug, pk)
    questionnaire = batch.campaign.questionnaire
    start = request.GET.get("de", "1")
    first = int(start) if start.isdecimal() and len(start) <= SHEET_DIGITS else 1
    codes = [str(sheet.code) for sheet in batch.sheets.filter(number__gte=first)[:PRINTED_AT_ONCE]]
    if not codes:
        raise Http404
    paper = questionnaire_paper(outline_of(batch.campaign.version), purpose=questionnaire.purpose, codes=codes)
    return paper_response(request, paper, name=f"lot-{batch.pk}-{first}.pdf")


@method_decorator(required(may_decide), name="dispatch")
class KeyingQualityView(TemplateView):
    """How often two keyings differ, by person and by question."""

    template_name = "enquetes/fieldwork/paper/quality.html"

    def get_context_data(self, **kwargs) -> dict:
        campaign = paper_campaign(self.request.user, kwargs["slug"])
        return super().get_context_data(
            campaign=campaign, keyers=rates_of_keyers(campaign), questions=rates_of_questions(campaign), **kwargs
        )


def paper_campaign(user, slug: str) -> Campaign:
    """Return a started campaign on paper of which the user may read batches; 404 otherwise. Two queries."""
    campaigns = Campaign.objects.filter(has_paper=True, version__isnull=False)
    if not may_decide(user):
        campaigns = campaigns.filter(paper_batches__in=PaperBatch.objects.visible_to(user)).distinct()
    return get_object_or_404(campaigns.select_related("version__questionnaire", "questionnaire"), slug=slug)


def find_batch(user, slug: str, pk: int) -> PaperBatch:
    batches = PaperBatch.objects.visible_to(user).select_related("campaign__version__questionnaire")
    return get_object_or_404(batches.select_related("campaign__questionnaire"), campaign__slug=slug, pk=pk)


def with_counts(batches: QuerySet[PaperBatch]) -> QuerySet[PaperBatch]:
    """Add how many sheets were keyed once at least, how many are collected, how many differ."""
    return (
        batches.order_by("pk")
        .annotate(
            keyed=Count("sheets", filter=NOT_PRINTED),
            collected_count=Count("sheets", filter=Q(sheets__state=KeyedSheetState.COLLECTED)),
            differing_count=Count("sheets", filter=Q(sheets__state=KeyedSheetState.DIFFERS)),
        )
        .select_related("campaign")
    )
