"""Sheets keyed with the keyboard alone, with or without a script; differences decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from enquetes.fieldwork.enums import KeyedSheetState
from enquetes.fieldwork.paper.forms import AGAIN, SHEET_CODE, KeyedDecisionForm, KeyingForm
from enquetes.fieldwork.paper.models.sheet import PaperSheet
from enquetes.fieldwork.paper.permissions import may_decide
from enquetes.fieldwork.paper.services.decisions import decide_differences
from enquetes.fieldwork.paper.services.entries import write_keyings
from enquetes.fieldwork.paper.services.keying import find_sheet, key_sheet
from enquetes.fieldwork.paper.views.batches import find_batch, paper_campaign
from questionnaires.questions.outline import outline_of
from reseau.permissions import network_required, required
from reseau.places.models.commune import Commune
from reseau.web.offline_entries import answer_entries
from reseau.web.refusals import refusal_texts, refusals_in


@method_decorator(network_required, name="dispatch")
class KeyingView(FormView):
    """The keying page. Its script sends sheets to `keyed_entries`; without it, the form is sent as any other."""

    template_name = "enquetes/fieldwork/paper/keying.html"
    form_class = KeyingForm

    def dispatch(self, request, *args, **kwargs):
        self.campaign = paper_campaign(request.user, kwargs["slug"])
        self.outline = outline_of(self.campaign.version)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"outline": self.outline}

    def get_context_data(self, **kwargs) -> dict:
        form = kwargs.get("form") or self.get_form()
        return super().get_context_data(
            **kwargs | {"form": form}, campaign=self.campaign, code=form[SHEET_CODE], again=form[AGAIN]
        )

    def form_valid(self, form: KeyingForm) -> HttpResponse:
        code = form.cleaned_data[SHEET_CODE]
        with refusals_in(form, SHEET_CODE):
            key_sheet(
                campaign=self.campaign,
                code=code,
                typed=form.typed,
                by=self.request.user,
                says_again=form.cleaned_data[AGAIN],
            )
            messages.success(self.request, f"La feuille {code} est saisie.")
            return redirect("enquetes:keying", self.campaign.slug)
        return self.form_invalid(form)


@network_required
@require_POST
def keyed_entries(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the sheets that a page kept, and answer with the outcome of each."""
    campaign = paper_campaign(request.user, slug)
    return answer_entries(
        request, lambda raw_entries: write_keyings(campaign=campaign, raw_entries=raw_entries, by=request.user)
    )


@network_required
@require_safe
def sheet_to_key(request: HttpRequest, slug: str) -> JsonResponse:
    """Say whether the reader may key the sheet of `?code=`: its code as printed, whether they keyed it before."""
    campaign = paper_campaign(request.user, slug)
    with refusal_texts() as texts:
        sheet = find_sheet(campaign=campaign, code=request.GET.get("code", ""), by=request.user)
        is_own = sheet.keyings.filter(keyed_by=request.user).exists()
        return JsonResponse(
            {"code": str(sheet.code), "own": is_own, "again": sheet.state == KeyedSheetState.KEYED_ONCE}
        )
    return JsonResponse({"why": " ".join(texts)})


@network_required
@require_safe
def communes(request: HttpRequest, slug: str) -> JsonResponse:
    """Return the names and postal codes of communes, for the check that the keying page makes at once."""
    paper_campaign(request.user, slug)
    rows = Commune.objects.values_list("name", "search_name", "postal_codes")
    return JsonResponse({"communes": [list(row) for row in rows]})


@method_decorator(required(may_decide), name="dispatch")
class KeyedDecisionView(FormView):
    """Decide the differences of a sheet, with it in hand."""

    template_name = "enquetes/fieldwork/paper/decision.html"
    form_class = KeyedDecisionForm

    def dispatch(self, request, *args, **kwargs):
        self.batch = find_batch(request.user, kwargs["slug"], kwargs["pk"])
        sheets = PaperSheet.objects.filter(batch=self.batch, state=KeyedSheetState.DIFFERS)
        self.sheet = get_object_or_404(sheets, number=kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        outline = outline_of(self.batch.campaign.version)
        return super().get_form_kwargs() | {"outline": outline, "differences": list(self.sheet.differences.all())}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            batch=self.batch,
            campaign=self.batch.campaign,
            sheet=self.sheet,
            keyings=self.sheet.keyings.select_related("keyed_by"),
            **kwargs,
        )

    def form_valid(self, form: KeyedDecisionForm) -> HttpResponse:
        with refusals_in(form):
            decide_differences(sheet=self.sheet, decisions=form.decisions, by=self.request.user)
            messages.success(self.request, f"La réponse de la feuille {self.sheet.code} est recueillie.")
            return redirect(self.batch)
        return self.form_invalid(form)
