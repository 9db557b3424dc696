"""Versions of the emission factor, for members; a new one, by the coordination."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from accueil.emission_factors.factor_history import FactorHistory
from accueil.emission_factors.forms import EmissionFactorForm
from accueil.emission_factors.permissions import may_record_factor
from accueil.emission_factors.services import record_factor
from reseau.permissions import coordinator_required, network_required
from reseau.web.refusals import refusals_in


@network_required
@require_safe
def factors(request: HttpRequest) -> HttpResponse:
    """The factor of today with its source and its method, then every version."""
    history = FactorHistory.read()
    context = {
        "factor": history.in_force(timezone.localdate()),
        "versions": history.versions,
        "may_record": may_record_factor(request.user),
    }
    return render(request, "accueil/emission_factors/factors.html", context)


@method_decorator(coordinator_required, name="dispatch")
class EmissionFactorNewView(FormView):
    """A new version, which begins with the words of the one in force."""

    template_name = "accueil/emission_factors/factor_form.html"
    form_class = EmissionFactorForm

    def get_initial(self) -> dict:
        today = timezone.localdate()
        former = FactorHistory.read().in_force(today)
        start = datetime.date(today.year, today.month, 1)
        if former is None:
            return {"applies_from": start}
        return {name: getattr(former, name) for name in ("source", "source_url", "method")} | {"applies_from": start}

    def form_valid(self, form: EmissionFactorForm) -> HttpResponse:
        with refusals_in(form):
            factor = record_factor(by=self.request.user, **form.cleaned_data)
            messages.success(self.request, f"C’est noté\u00a0: {factor}.")
            return redirect("accueil:emission_factors")
        return self.form_invalid(form)
