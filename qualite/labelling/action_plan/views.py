"""Actions of a plan: one is added, one is changed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from qualite.labelling.action_plan.forms import ActionForm
from qualite.labelling.action_plan.models import PlannedAction
from qualite.labelling.action_plan.permissions import may_plan
from qualite.labelling.action_plan.services import change_action, plan_action
from qualite.labelling.charter.models import Criterion
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in


def plannable_file(request: HttpRequest, pk: int) -> Assessment:
    """Return the file whose plan the user keeps. Raises Http404 otherwise."""
    assessment = get_object_or_404(Assessment.objects.visible_to(request.user).with_place(), pk=pk)
    if not may_plan(request.user, assessment):
        raise Http404
    return assessment


@method_decorator(network_required, name="dispatch")
class ActionNewView(FormView):
    """Plan an action, for a criterion or for the whole file."""

    template_name = "qualite/labelling/action_plan/action.html"
    form_class = ActionForm

    def dispatch(self, request, *args, **kwargs):
        self.assessment = plannable_file(request, kwargs["pk"])
        criteria = Criterion.objects.filter(axis__charter=self.assessment.charter_id).select_related("axis")
        key = kwargs.get("criterion")
        self.criterion = get_object_or_404(criteria, pk=key) if key else None
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(assessment=self.assessment, criterion=self.criterion, **kwargs)

    def form_valid(self, form: ActionForm) -> HttpResponse:
        with refusals_in(form):
            plan_action(assessment=self.assessment, by=self.request.user, criterion=self.criterion, **form.cleaned_data)
            messages.success(self.request, "C’est au plan. Un rappel arrivera deux semaines avant.")
            return redirect(f"{self.assessment.get_absolute_url()}#plan")
        return self.form_invalid(form)


@method_decorator(network_required, name="dispatch")
class ActionEditView(FormView):
    """Change an action: its words, its day, where it stands."""

    template_name = "qualite/labelling/action_plan/action.html"
    form_class = ActionForm

    def dispatch(self, request, *args, **kwargs):
        actions = PlannedAction.objects.visible_to(request.user).select_related("criterion")
        self.action = get_object_or_404(actions, pk=kwargs["pk"])
        self.assessment = plannable_file(request, self.action.assessment_id)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"action": self.action}

    def get_context_data(self, **kwargs) -> dict:
        about = {"assessment": self.assessment, "criterion": self.action.criterion, "planned": self.action}
        return super().get_context_data(**about, **kwargs)

    def form_valid(self, form: ActionForm) -> HttpResponse:
        with refusals_in(form):
            change_action(action=self.action, **form.cleaned_data)
            messages.success(self.request, "L’action est enregistrée.")
            return redirect(f"{self.assessment.get_absolute_url()}#plan")
        return self.form_invalid(form)
