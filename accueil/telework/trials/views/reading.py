"""Trials as members of the network read them: the list with the history, one trial, the method."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from accueil.emission_factors.factor_history import FactorHistory
from accueil.telework.enums import MethodFactor
from accueil.telework.trials.first_method import FACTORS
from accueil.telework.trials.history import AGENTS, MONTHS, SOURCE, history_lines
from accueil.telework.trials.models import TeleworkTrial, TrialMethod
from accueil.telework.trials.permissions import may_run_trials
from accueil.telework.trials.trial_report import trial_report
from b2i.people.anonymity import SMALLEST_GROUP
from reseau.permissions import network_required


def methods() -> QuerySet[TrialMethod]:
    return TrialMethod.objects.prefetch_related("factors").select_related("recorded_by")


@method_decorator(network_required, name="dispatch")
class TeleworkTrialsView(ListView):
    """Trials, then the one of the département's staff: what its source says, what the method finds again."""

    template_name = "accueil/telework/trials/trials.html"
    context_object_name = "trials"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[TeleworkTrial]:
        return TeleworkTrial.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        factor = FactorHistory.read().in_force(timezone.localdate())
        method = methods().first()
        values = method.values if method else {name: value for name, (value, _) in FACTORS.items()}
        lines = history_lines(
            car_grams=factor and factor.grams,
            rebound_percent=values[MethodFactor.REBOUND_PERCENT],
            day_hours=values[MethodFactor.DAY_HOURS],
        )
        return super().get_context_data(
            history=lines,
            source=SOURCE,
            history_agents=AGENTS,
            history_months=MONTHS,
            factor=factor,
            may_run=may_run_trials(self.request.user),
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
class TeleworkTrialView(DetailView):
    """One trial: savings in all and by month, method and sources; agents and months to fill, for the coordination."""

    template_name = "accueil/telework/trials/trial.html"
    context_object_name = "trial"

    def get_queryset(self) -> QuerySet[TeleworkTrial]:
        return TeleworkTrial.objects.visible_to(self.request.user).prefetch_related("agents")

    def get_context_data(self, **kwargs) -> dict:
        trial = self.object
        later = TrialMethod.objects.filter(pk__gt=OuterRef("pk"))
        trial.method = methods().annotate(is_latest=~Exists(later)).get(pk=trial.method_id)
        may_run = may_run_trials(self.request.user)
        return super().get_context_data(
            report=trial_report(trial),
            method=trial.method,
            smallest=SMALLEST_GROUP,
            may_run=may_run,
            agents=list(trial.agents.all()) if may_run else [],
            is_latest=trial.method.is_latest,
            **kwargs,
        )


@network_required
@require_safe
def trial_method(request: HttpRequest) -> HttpResponse:
    """The method in force with its factors and sources, then every version."""
    versions = list(methods())
    context = {
        "method": versions[0] if versions else None,
        "versions": versions,
        "factor": FactorHistory.read().in_force(timezone.localdate()),
        "may_run": may_run_trials(request.user),
    }
    return render(request, "accueil/telework/trials/method.html", context)
