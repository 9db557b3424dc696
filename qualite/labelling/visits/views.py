"""Visits: who comes and when, cancelled, what the visitor saw."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.visits.forms import ObservationsForm, VisitForm
from qualite.labelling.visits.models import Visit
from qualite.labelling.visits.permissions import may_name_visitor, may_observe
from qualite.labelling.visits.services import cancel_visit
from reseau.permissions import network_required, required, watches_any_territory
from reseau.web.refusals import refusals_as_messages, refusals_in

HAND_IN = "rendre"


def file_to_visit(request: HttpRequest, pk: int) -> Assessment:
    """Return the file whose visitor the user may name. Raises Http404 otherwise."""
    assessment = get_object_or_404(Assessment.objects.visible_to(request.user).with_place(), pk=pk)
    if not may_name_visitor(request.user, assessment):
        raise Http404
    return assessment


@method_decorator(required(watches_any_territory), name="dispatch")
class VisitView(FormView):
    """Choose who visits and when, or move the visit."""

    template_name = "qualite/labelling/visits/visit.html"
    form_class = VisitForm

    def dispatch(self, request, *args, **kwargs):
        self.assessment = file_to_visit(request, kwargs["pk"])
        self.visit = self.assessment.visits.planned().with_file().first()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        about = {"assessment": self.assessment, "visit": self.visit, "user": self.request.user}
        return super().get_form_kwargs() | about

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(assessment=self.assessment, visit=self.visit, **kwargs)

    def form_valid(self, form: VisitForm) -> HttpResponse:
        with refusals_in(form):
            visit = form.save()
            messages.success(
                self.request, f"La visite est prévue\u00a0: {visit.visitor} et l’équipe du lieu sont prévenues."
            )
            return redirect(self.assessment)
        return self.form_invalid(form)


@required(watches_any_territory)
@require_POST
def visit_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    assessment = file_to_visit(request, pk)
    visit = get_object_or_404(assessment.visits.planned().with_file())
    with refusals_as_messages(request):
        cancel_visit(visit=visit, by=request.user)
        messages.success(request, "La visite est annulée\u00a0: choisissez une autre personne ou un autre jour.")
    return redirect(assessment)


@method_decorator(network_required, name="dispatch")
class ObservationsView(FormView):
    """What the visitor saw, beside what the team answered."""

    template_name = "qualite/labelling/visits/observations.html"
    form_class = ObservationsForm

    def dispatch(self, request, *args, **kwargs):
        visits = Visit.objects.planned().visible_to(request.user).with_file()
        visits = visits.prefetch_related("assessment__charter__axes__criteria", "observations")
        self.visit = get_object_or_404(visits, assessment=kwargs["pk"])
        if not may_observe(request.user, self.visit):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"visit": self.visit}

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        answers = self.visit.assessment.answers.prefetch_related("files")
        by_criterion = {answer.criterion_id: answer for answer in answers}
        axes = [
            (
                axis,
                [
                    (criterion, by_criterion.get(criterion.pk), *context["form"].fields_of(criterion))
                    for criterion in axis.criteria.all()
                ],
            )
            for axis in self.visit.assessment.charter.axes.all()
        ]
        return context | {"visit": self.visit, "assessment": self.visit.assessment, "axes": axes}

    def form_valid(self, form: ObservationsForm) -> HttpResponse:
        hand_in = self.request.POST.get("go") == HAND_IN
        with refusals_in(form):
            form.save(by=self.request.user, hand_in=hand_in)
            words = "La visite est rendue. Merci d’y être allé." if hand_in else "C’est enregistré."
            messages.success(self.request, words)
            pk = self.visit.assessment_id
            return redirect("qualite:file", pk) if hand_in else redirect("qualite:observations", pk)
        # What was typed is saved all the same.
        return self.form_invalid(form)

    def form_invalid(self, form: ObservationsForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
