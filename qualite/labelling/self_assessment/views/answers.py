"""Answers, one axis a page: saved by a button, and while one types; files joined as proof."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from qualite.labelling.charter.models import Axis, Criterion
from qualite.labelling.self_assessment.forms import AxisForm, AxisRow, ProofForm
from qualite.labelling.self_assessment.live_figures import figure_fact
from qualite.labelling.self_assessment.models.answer import ProofFile
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.permissions import may_assess
from qualite.labelling.self_assessment.queries import former_answers
from qualite.labelling.self_assessment.services import attach_proof, remove_proof
from qualite.labelling.self_assessment.views.files import fillable_file
from reseau.documents.files.accessibility import remark_on
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required
from reseau.texts.wording import hour_in_words
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

# Where the button of the form leads once the answers are saved.
NEXT, FILE, PROOFS, ACTION = "suite", "dossier", "pieces", "action"


def axis_of(assessment: Assessment, rank: int) -> tuple[list[Axis], Axis]:
    """Return all axes of the charter, and the one of that rank, from 1. Raises Http404 if there is none."""
    axes = list(assessment.charter.axes.all())
    if not 1 <= rank <= len(axes):
        raise Http404
    return axes, axes[rank - 1]


@method_decorator(network_required, name="dispatch")
class AxisView(FormView):
    """The criteria of one axis, with what was answered the time before, and the figures that the site knows."""

    template_name = "qualite/labelling/self_assessment/axis.html"
    form_class = AxisForm

    def dispatch(self, request, *args, **kwargs):
        self.assessment = fillable_file(request, kwargs["pk"])
        self.axes, self.axis = axis_of(self.assessment, kwargs["rank"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        about = {"assessment": self.assessment, "axis": self.axis, "user": self.request.user}
        return super().get_form_kwargs() | about

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        rank = self.kwargs["rank"]
        return context | {
            "assessment": self.assessment,
            "axis": self.axis,
            "axes": self.axes,
            "rank": rank,
            "next_axis": self.axes[rank] if rank < len(self.axes) else None,
            "rows": self.rows(context["form"]),
        }

    def rows(self, form: AxisForm) -> list[AxisRow]:
        rows, today = form.rows(), timezone.localdate()
        answers = former_answers(self.assessment)[1]
        actions = list(self.assessment.actions.filter(criterion__axis=self.axis))
        for row in rows:
            row.former = answers.get(row.criterion.slug)
            if row.criterion.figure:
                row.figure = figure_fact(row.criterion.figure, epm=self.assessment.epm, day=today)
            row.actions = [action for action in actions if action.criterion_id == row.criterion.pk]
        return rows

    def form_valid(self, form: AxisForm) -> HttpResponse:
        if not form.save():
            form.renew_editions()
            return self.form_invalid(form)
        messages.success(self.request, f"C’est enregistré\u00a0: {self.axis.title}.")
        return redirect(*self.next_place())

    def form_invalid(self, form: AxisForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def next_place(self) -> tuple:
        """Return the page to which the pressed button leads, as arguments of `redirect`."""
        pk, rank = self.assessment.pk, self.kwargs["rank"]
        place, _, key = self.request.POST.get("go", "").partition("-")
        if place in (PROOFS, ACTION) and key in {str(criterion.pk) for criterion in self.axis.criteria.all()}:
            return ("qualite:proofs" if place == PROOFS else "qualite:action_new", pk, int(key))
        if place == NEXT and rank < len(self.axes):
            return ("qualite:axis", pk, rank + 1)
        return ("qualite:axis", pk, rank) if place not in (NEXT, FILE) else ("qualite:file", pk)


@network_required
@require_POST
def axis_draft(request: HttpRequest, pk: int, rank: int) -> JsonResponse:
    """Save what is being typed; say when, the edition of each answer, and what was refused, by field."""
    assessment = fillable_file(request, pk)
    form = AxisForm(request.POST, assessment=assessment, axis=axis_of(assessment, rank)[1], user=request.user)
    is_saved = form.is_valid() and form.save()
    editions = dict(assessment.answers.values_list("criterion", "edition"))
    return JsonResponse(
        {
            "at": hour_in_words(timezone.localtime().time()),
            "editions": {f"edition-{key}": edition for key, edition in editions.items()} if is_saved else {},
            "refused": {name: [str(text) for text in texts] for name, texts in form.errors.items()},
        },
        status=200 if is_saved else 422,
    )


@method_decorator(network_required, name="dispatch")
class ProofsView(ServiceFormView):
    """The files joined to one answer, and the form to join another."""

    template_name = "qualite/labelling/self_assessment/proofs.html"
    form_class = ProofForm
    refused_field = "file"

    def dispatch(self, request, *args, **kwargs):
        self.assessment = fillable_file(request, kwargs["pk"])
        criteria = Criterion.objects.filter(axis__charter=self.assessment.charter_id).select_related("axis")
        self.criterion = get_object_or_404(criteria, pk=kwargs["criterion"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        files = ProofFile.objects.filter(answer__assessment=self.assessment, answer__criterion=self.criterion)
        axes = [axis.pk for axis in self.assessment.charter.axes.all()]
        return super().get_context_data(
            assessment=self.assessment,
            criterion=self.criterion,
            rank=axes.index(self.criterion.axis_id) + 1,
            files=files.select_related("added_by"),
            **kwargs,
        )

    def done(self, form: ProofForm) -> HttpResponse:
        attach_proof(
            assessment=self.assessment,
            criterion=self.criterion,
            scan=form.cleaned_data["file"],
            name=form.file_name,
            by=self.request.user,
        )
        messages.success(self.request, "La pièce est jointe.")
        if remark := remark_on(form.cleaned_data["file"].content, kind=form.cleaned_data["file"].extension):
            messages.warning(self.request, remark)
        return redirect("qualite:proofs", self.assessment.pk, self.criterion.pk)


def readable_proof(request: HttpRequest, pk: int) -> ProofFile:
    """Return a file of a file of the charter that the user may read. Raises Http404 otherwise."""
    files = Assessment.objects.visible_to(request.user).order_by()
    proofs = ProofFile.objects.filter(answer__assessment__in=files)
    return get_object_or_404(proofs.select_related("answer__assessment__epm__commune"), pk=pk)


@network_required
@require_safe
def proof_file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Serve a file to those who may read the file of the charter. The name in the address is for people."""
    proof = readable_proof(request, pk)
    return send(
        request, ServedFile(proof.file, proof.name, proof.media_type, proof.added, as_attachment=not proof.is_photo)
    )


@network_required
@require_POST
def proof_remove(request: HttpRequest, pk: int) -> HttpResponse:
    proof = readable_proof(request, pk)
    assessment, criterion = proof.answer.assessment, proof.answer.criterion_id
    if not may_assess(request.user, assessment.epm):
        raise Http404
    with refusals_as_messages(request):
        remove_proof(proof=proof)
        messages.success(request, "La pièce est retirée.")
        return redirect("qualite:proofs", assessment.pk, criterion)
    return redirect(assessment)
