"""A file of the charter: opened, submitted, taken back, deleted while it is a draft."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from qualite.labelling.charter.models import Charter
from qualite.labelling.self_assessment.models.answer import ProofFile
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.permissions import may_assess, may_fill
from qualite.labelling.self_assessment.queries import missing_answers
from qualite.labelling.self_assessment.services import (
    discard_draft,
    open_assessment,
    submit_assessment,
    take_back,
)
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_as_messages


def fillable_file(request: HttpRequest, pk: int) -> Assessment:
    """Return a draft that the user may fill, with its criteria. Raises Http404 otherwise."""
    files = Assessment.objects.visible_to(request.user).with_place().prefetch_related("charter__axes__criteria")
    assessment = get_object_or_404(files, pk=pk)
    if not may_fill(request.user, assessment):
        raise Http404
    return assessment


@network_required
@require_POST
def file_open(request: HttpRequest, slug: str, charter: str) -> HttpResponse:
    """Open the file of a place for a charter in force, and go to its first axis."""
    epm = get_object_or_404(EPM.objects.visible_to(request.user).with_place(), slug=slug)
    if not may_assess(request.user, epm):
        raise Http404
    with refusals_as_messages(request):
        version = get_object_or_404(Charter.objects.in_force(), slug=charter)
        assessment = open_assessment(epm=epm, charter=version, by=request.user)
        return redirect("qualite:axis", assessment.pk, 1)
    return redirect("qualite:place", epm.slug)


@method_decorator(network_required, name="dispatch")
class SubmitView(DetailView):
    """What a draft still lacks, and the button that submits it."""

    template_name = "qualite/labelling/self_assessment/submit.html"
    context_object_name = "assessment"

    def get_object(self) -> Assessment:
        return fillable_file(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(missing=missing_answers(self.object), **kwargs)

    def post(self, request, *args, **kwargs) -> HttpResponse:
        assessment = self.get_object()
        with refusals_as_messages(request):
            submit_assessment(assessment=assessment, by=request.user)
            messages.success(
                request, "Le dossier est envoyé. L’animation du territoire choisit qui vous rendra visite."
            )
            return redirect(assessment)
        return redirect("qualite:submit", assessment.pk)


@method_decorator(network_required, name="dispatch")
class DiscardView(DetailView):
    """What goes with a draft, and the button that deletes it."""

    template_name = "qualite/labelling/self_assessment/discard.html"
    context_object_name = "assessment"

    def get_object(self) -> Assessment:
        return fillable_file(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        answers = self.object.answers
        return super().get_context_data(
            answered=answers.exclude(level="", words="", link="").count(),
            proofs=ProofFile.objects.filter(answer__assessment=self.object).count(),
            actions=self.object.actions.count(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs) -> HttpResponse:
        assessment = self.get_object()
        with refusals_as_messages(request):
            discard_draft(assessment=assessment)
            messages.success(request, "Le dossier est effacé.")
            return redirect("qualite:place", assessment.epm.slug)
        return redirect(assessment)


@network_required
@require_POST
def file_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a submitted file a draft again, for whoever may assess the place."""
    assessment = get_object_or_404(Assessment.objects.visible_to(request.user).with_place(), pk=pk)
    if not may_assess(request.user, assessment.epm):
        raise Http404
    with refusals_as_messages(request):
        take_back(assessment=assessment)
        messages.success(request, "Le dossier est de nouveau à vous\u00a0: corrigez-le, puis envoyez-le.")
    return redirect(assessment)
