"""The indicators of a project, read by members; one to add, one to remove, by those who edit it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from projets.portfolio.indicators.forms import IndicatorForm
from projets.portfolio.indicators.models import Indicator
from projets.portfolio.indicators.readings import read_indicators
from projets.portfolio.indicators.registry import live_figures
from projets.portfolio.indicators.services import remove_indicator
from projets.portfolio.projects.permissions import may_edit_project
from projets.portfolio.projects.views.project_lookup import ProjectFormView, project_for
from reseau.permissions import network_required


@network_required
@require_safe
def project_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_for(request.user, pk)
    context = {
        "project": project,
        "readings": read_indicators(project, request.user),
        "may_edit": may_edit_project(request.user, project),
    }
    return render(request, "projets/portfolio/indicators/indicators.html", context)


@method_decorator(network_required, name="dispatch")
class IndicatorNewView(ProjectFormView):
    template_name = "projets/portfolio/indicators/indicator_form.html"
    form_class = IndicatorForm

    def get_initial(self) -> dict:
        return {"since": self.project.starts_on}

    def done(self, form: IndicatorForm) -> HttpResponse:
        indicator = form.save(project=self.project, by=self.request.user)
        messages.success(self.request, f"Le projet suit un chiffre\u00a0: {live_figures()[indicator.figure].title}.")
        return redirect("projets:project_indicators", self.project.pk)


@network_required
@require_POST
def indicator_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    project = project_for(request.user, pk, may_edit_project)
    remove_indicator(indicator=get_object_or_404(Indicator, project=project, pk=part))
    messages.success(request, "Le projet ne suit plus ce chiffre.")
    return redirect("projets:project_indicators", pk)
