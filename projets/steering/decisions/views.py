"""The board of decisions, one decision, and the forms of those who may write."""

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from projets.steering.committee.permissions import may_keep_committee
from projets.steering.decisions.forms import MINE, DecisionFilterForm, DecisionMoveForm, SteeringDecisionForm
from projets.steering.decisions.models import DecisionStep, SteeringDecision
from projets.steering.decisions.permissions import may_move_decision
from projets.steering.decisions.services import remove_decision
from projets.steering.enums import DecisionState, SteeringState
from projets.steering.meetings.models.agenda import SteeringItem
from reseau.permissions import network_required, required
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

# Word of an address → the state that it gives, the title of its page, its button.
MOVES = {
    "faite": (DecisionState.DONE, "C’est fait", "Noter que c’est fait"),
    "abandonnee": (DecisionState.DROPPED, "Abandonner cette décision", "Abandonner"),
    "rouvrir": (DecisionState.OPEN, "Rouvrir cette décision", "Rouvrir"),
}


@method_decorator(network_required, name="dispatch")
class DecisionsView(ListView):
    """The board: overdue decisions first."""

    template_name = "projets/steering/decisions/decisions.html"
    context_object_name = "decisions"
    paginate_by = 20

    @cached_property
    def filters(self) -> DecisionFilterForm:
        return DecisionFilterForm(self.request.GET)

    def get_queryset(self) -> QuerySet[SteeringDecision]:
        decisions, chosen = SteeringDecision.objects.visible_to(self.request.user), self.filters.chosen
        if who := chosen.get("qui"):
            decisions = decisions.to_do_by(self.request.user) if who == MINE else decisions.filter(position=who)
        if project := chosen.get("projet"):
            decisions = decisions.filter(project=project)
        if state := chosen.get("etat"):
            decisions = decisions.filter(state=state)
        return decisions.select_related("project").in_order()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(filters=self.filters, is_filtered=bool(self.filters.chosen), **kwargs)


@method_decorator(network_required, name="dispatch")
class SteeringDecisionView(DetailView):
    template_name = "projets/steering/decisions/decision.html"
    context_object_name = "decision"

    def get_queryset(self) -> QuerySet[SteeringDecision]:
        steps = Prefetch("steps", DecisionStep.objects.select_related("moved_by"))
        decisions = SteeringDecision.objects.visible_to(self.request.user)
        return decisions.select_related("project", "item__meeting").prefetch_related(steps)

    def get_context_data(self, **kwargs) -> dict:
        decision, user = self.object, self.request.user
        words = {state: (word, title) for word, (state, title, _) in MOVES.items()}
        is_draft = decision.item.meeting.state == SteeringState.HELD
        return super().get_context_data(
            moves=[words[state] for state in decision.next_states] if may_move_decision(user, decision) else (),
            may_change=is_draft and may_keep_committee(user),
            **kwargs,
        )


class DecisionFormView(ServiceFormView):
    """A form about a decision; `done` saves it and returns where to go."""

    def done(self, form) -> HttpResponse:
        decision = form.save(by=self.request.user)
        messages.success(self.request, "La décision est notée.")
        return redirect(decision)


@method_decorator(required(may_keep_committee), name="dispatch")
class DecisionNoteView(DecisionFormView):
    """Note a decision of an item, or change the one of the address, until the minutes are approved."""

    template_name = "projets/steering/decisions/decision_form.html"
    form_class = SteeringDecisionForm

    @cached_property
    def decision(self) -> SteeringDecision | None:
        pk = self.kwargs.get("pk")
        if pk is None:
            return None
        return get_object_or_404(SteeringDecision.objects.select_related("item__meeting"), pk=pk)

    @cached_property
    def item(self) -> SteeringItem:
        items = SteeringItem.objects.select_related("meeting", "project")
        item = self.decision.item if self.decision else get_object_or_404(items, pk=self.kwargs["item"])
        if item.meeting.state != SteeringState.HELD:
            raise Http404
        return item

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"item": self.item, "decision": self.decision}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(item=self.item, decision=self.decision, **kwargs)


@method_decorator(network_required, name="dispatch")
class DecisionMoveView(DecisionFormView):
    """Say what became of a decision: the coordination, or whoever is to act."""

    template_name = "projets/steering/decisions/decision_move.html"
    form_class = DecisionMoveForm

    @cached_property
    def move(self) -> tuple[DecisionState, str, str]:
        try:
            return MOVES[self.kwargs["word"]]
        except KeyError as error:
            raise Http404 from error

    @cached_property
    def decision(self) -> SteeringDecision:
        decisions = SteeringDecision.objects.visible_to(self.request.user).select_related("item__meeting")
        decision = get_object_or_404(decisions, pk=self.kwargs["pk"])
        state = self.move[0]
        if state not in decision.next_states or not may_move_decision(self.request.user, decision):
            raise Http404
        return decision

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"decision": self.decision, "state": self.move[0]}

    def get_context_data(self, **kwargs) -> dict:
        _, title, submit = self.move
        return super().get_context_data(decision=self.decision, move_title=title, submit=submit, **kwargs)


@required(may_keep_committee)
@require_POST
def decision_remove(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(SteeringDecision.objects.select_related("item__meeting"), pk=pk)
    with refusals_as_messages(request):
        remove_decision(decision=decision)
        messages.success(request, "La décision est retirée.")
        return redirect(decision.item.meeting)
    return redirect(decision)
