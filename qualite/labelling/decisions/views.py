"""The page where the coordination decides on a visited file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from qualite.labelling.decisions.conditions import unmet_requirements
from qualite.labelling.decisions.forms import FileDecisionForm
from qualite.labelling.decisions.permissions import may_decide
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_in


@method_decorator(coordinator_required, name="dispatch")
class FileDecisionView(FormView):
    template_name = "qualite/labelling/decisions/decision.html"
    form_class = FileDecisionForm

    def dispatch(self, request, *args, **kwargs):
        files = Assessment.objects.visible_to(request.user).with_place()
        self.assessment = get_object_or_404(files, pk=kwargs["pk"])
        if not may_decide(request.user, self.assessment):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"assessment": self.assessment, "user": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        visit = self.assessment.visits.standing().select_related("involvement__member").first()
        unmet = unmet_requirements(self.assessment)
        return super().get_context_data(assessment=self.assessment, visit=visit, unmet=unmet, **kwargs)

    def form_valid(self, form: FileDecisionForm) -> HttpResponse:
        with refusals_in(form):
            decision = form.save()
            messages.success(self.request, f"{decision.get_outcome_display()}\u00a0: l’équipe du lieu est prévenue.")
            return redirect(self.assessment)
        return self.form_invalid(form)
