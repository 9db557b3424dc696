"""The weighting of a campaign: read by who reads its results, changed by the coordination."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from enquetes.design.variables.variable import variables_of
from enquetes.findings.adjustment.before_after import changes_of
from enquetes.findings.adjustment.forms import MarginTableForm
from enquetes.findings.adjustment.margin_template import possible_margins, template_csv, template_ods
from enquetes.findings.crossing.populations import population_of
from enquetes.findings.results.access import find_campaign
from enquetes.findings.results.method_notes import method_notes
from enquetes.findings.results.permissions import results_readers
from enquetes.preparation.weighting.models import Weighting
from enquetes.preparation.weighting.services import use_no_weighting, use_weighting, weight_responses
from questionnaires.questions.outline import outline_of
from reseau.documents.papers.spreadsheet import MEDIA_TYPE
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in

SHOWN = 10


@method_decorator(results_readers, name="dispatch")
class AdjustmentView(FormView):
    """The weighting in use with its effect, those made before, and the form of a new one for the coordination."""

    template_name = "enquetes/findings/adjustment/adjustment.html"
    form_class = MarginTableForm

    def dispatch(self, request, *args, **kwargs):
        self.campaign = find_campaign(kwargs["slug"])
        if request.method == "POST" and not request.user.is_coordinator:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        version = self.campaign.version
        variables = variables_of(outline_of(version), has_coded_texts=False)
        population = population_of(version)
        answers, smallest = population.everybody().count(), self.campaign.smallest
        notes = method_notes(self.campaign, population, variables, answers=answers)
        changes = []
        if notes.weighting:
            changes = changes_of(notes.weighting, variables, population, answers=answers, smallest=smallest)
        return super().get_context_data(
            campaign=self.campaign,
            notes=notes,
            weighting=notes.weighting,
            changes=changes,
            weightings=version.weightings.select_related("made_by")[:SHOWN],
            may_change=self.request.user.is_coordinator,
            **kwargs,
        )

    def form_valid(self, form: MarginTableForm) -> HttpResponse:
        data = form.cleaned_data
        with refusals_in(form, "file"):
            weight_responses(
                version=self.campaign.version,
                table=data["file"].read(),
                source=data["source"],
                trim=form.trim,
                by=self.request.user,
            )
            messages.success(self.request, "Les réponses sont redressées\u00a0: tous les chiffres en tiennent compte.")
            return redirect("enquetes:weighting", self.campaign.slug)
        return self.form_invalid(form)


@coordinator_required
@require_safe
def margin_template(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The table to fill, as `csv` or `ods`."""
    campaign = find_campaign(slug)
    if form not in {"csv", "ods"}:
        raise Http404
    variables = possible_margins(variables_of(outline_of(campaign.version), has_coded_texts=False))
    content = template_csv(variables) if form == "csv" else template_ods(variables)
    headers = {
        "Content-Disposition": f'attachment; filename="marges-{slug}.{form}"',
        "Cache-Control": "private, no-cache",
    }
    media_type = "text/csv; charset=utf-8" if form == "csv" else MEDIA_TYPE
    return HttpResponse(content, content_type=media_type, headers=headers)


@coordinator_required
@require_POST
def choose_weighting(request: HttpRequest, slug: str) -> HttpResponse:
    """Use the weighting that the button names, or none."""
    campaign = find_campaign(slug)
    key = request.POST.get("weighting", "")
    with refusals_as_messages(request):
        if key == "none":
            use_no_weighting(version=campaign.version)
            messages.success(request, "Chaque réponse compte pour 1. Les redressements faits restent dans la liste.")
        else:
            known = Weighting.objects.filter(version=campaign.version)
            pk = key if key.isdecimal() and len(key) < 19 else 0
            use_weighting(weighting=get_object_or_404(known, pk=pk))
            messages.success(request, "Ce redressement est en usage.")
    return redirect("enquetes:weighting", slug)
