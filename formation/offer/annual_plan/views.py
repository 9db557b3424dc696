"""Form for the yearly promise: target, budget, voices, mileage rate."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import UpdateView

from formation.offer.annual_plan.forms import TargetForm
from formation.offer.annual_plan.models import AnnualPlan, has_page
from formation.offer.annual_plan.services import set_target
from reseau.permissions import coordinator_required


@method_decorator(coordinator_required, name="dispatch")
class TargetView(UpdateView):
    template_name = "formation/offer/target.html"
    form_class = TargetForm

    def get_object(self, queryset=None) -> AnnualPlan:
        if not has_page(self.kwargs["year"]):
            raise Http404
        return AnnualPlan.objects.of_year(self.kwargs["year"])

    def form_valid(self, form):
        plan = set_target(year=self.kwargs["year"], **form.cleaned_data)
        messages.success(self.request, f"L’objectif de {plan.year} est de {plan.target}\u00a0demi-journées.")
        return redirect(plan)
