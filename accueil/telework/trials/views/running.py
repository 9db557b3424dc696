"""Trials as the coordination runs them: begun, agents, days of a month, versions of the method."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from accueil.telework.trials.forms import TeleworkTrialForm, TrialAgentForm, TrialDaysForm, TrialMethodForm
from accueil.telework.trials.models import TeleworkTrial, TrialAgent, TrialMethod
from accueil.telework.trials.services import latest_method, remove_agent, use_latest_method
from reseau.people.members.models.member import Member
from reseau.permissions import coordinator_required
from reseau.texts.wording import counted, day_in_full
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView


def run_trial(user: Member, pk: int) -> TeleworkTrial:
    return get_object_or_404(TeleworkTrial.objects.visible_to(user), pk=pk)


@method_decorator(coordinator_required, name="dispatch")
class TeleworkTrialNewView(ServiceFormView):
    template_name = "accueil/telework/trials/trial_form.html"
    form_class = TeleworkTrialForm

    def done(self, form: TeleworkTrialForm) -> HttpResponse:
        trial = form.save(by=self.request.user)
        messages.success(self.request, "L’expérimentation est créée\u00a0: ajoutez les agents.")
        return redirect(trial)


@method_decorator(coordinator_required, name="dispatch")
class TrialAgentView(ServiceFormView):
    """Add an agent, or change their baseline."""

    template_name = "accueil/telework/trials/agent_form.html"
    form_class = TrialAgentForm

    @cached_property
    def trial(self) -> TeleworkTrial:
        return run_trial(self.request.user, self.kwargs["pk"])

    @cached_property
    def agent(self) -> TrialAgent | None:
        number = self.kwargs.get("number")
        return get_object_or_404(TrialAgent, trial=self.trial, number=number) if number else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"trial": self.trial, "agent": self.agent}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(trial=self.trial, agent=self.agent, **kwargs)

    def done(self, form: TrialAgentForm) -> HttpResponse:
        messages.success(self.request, f"{form.save()} est enregistré.")
        return redirect(self.trial)


@method_decorator(coordinator_required, name="dispatch")
class TrialDaysView(ServiceFormView):
    """Declare the days of a month, agent by agent."""

    template_name = "accueil/telework/trials/days.html"
    form_class = TrialDaysForm

    @cached_property
    def trial(self) -> TeleworkTrial:
        return run_trial(self.request.user, self.kwargs["pk"])

    @cached_property
    def month(self) -> datetime.date:
        try:
            month = datetime.date(self.kwargs["year"], self.kwargs["month"], 1)
        except ValueError as error:
            raise Http404 from error
        if month not in self.trial.months:
            raise Http404
        return month

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"trial": self.trial, "month": self.month}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(trial=self.trial, month=self.month, **kwargs)

    def done(self, form: TrialDaysForm) -> HttpResponse:
        count = form.save()
        month = day_in_full(self.month, "F Y")
        messages.success(
            self.request, f"{month.capitalize()}\u00a0: {counted(count, 'agent')} avec des jours déclarés."
        )
        return redirect(self.trial)


@method_decorator(coordinator_required, name="dispatch")
class TrialMethodNewView(ServiceFormView):
    """A new version of the method."""

    template_name = "accueil/telework/trials/method_form.html"
    form_class = TrialMethodForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"former": self.former}

    @cached_property
    def former(self) -> TrialMethod:
        return latest_method(by=self.request.user)

    def done(self, form: TrialMethodForm) -> HttpResponse:
        form.save(by=self.request.user)
        messages.success(self.request, "La nouvelle version est notée. Les expérimentations gardent la leur.")
        return redirect("accueil:trial_method")


@coordinator_required
@require_POST
def trial_agent_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Remove an agent and the days that they declared."""
    agent = get_object_or_404(TrialAgent, trial=run_trial(request.user, pk), number=number)
    with refusals_as_messages(request):
        remove_agent(agent=agent)
        messages.success(request, f"{agent} et ses jours sont retirés.")
    return redirect(agent.trial)


@coordinator_required
@require_POST
def trial_use_latest(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a trial with the latest method."""
    trial = run_trial(request.user, pk)
    with refusals_as_messages(request):
        trial = use_latest_method(trial=trial)
        messages.success(request, "L’expérimentation est comptée avec la dernière version de la méthode.")
    return redirect(trial)
