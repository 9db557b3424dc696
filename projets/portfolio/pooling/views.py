"""Poolings as members read them, the parts that EPM take, and the pages of those who lead them."""

from decimal import Decimal

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from projets.portfolio.pooling.enums import PoolingState
from projets.portfolio.pooling.files import parts_ods, total_cents
from projets.portfolio.pooling.forms import GivingUpForm, PoolingForm, PoolingPartForm
from projets.portfolio.pooling.models import Pooling, PoolingPart
from projets.portfolio.pooling.permissions import (
    epms_to_join_for,
    may_change_part,
    may_lead_pooling,
    may_move_pooling,
    may_open_pooling,
)
from projets.portfolio.pooling.services import leave_pooling, move_pooling
from reseau.permissions import network_required, required
from reseau.texts.wording import euros_in_words
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

# The button that leads to each state.
POOLING_MOVES = {
    PoolingState.CLOSED: "Clore l’appel",
    PoolingState.ORDERED: "C’est commandé ou signé",
    PoolingState.DONE: "C’est terminé",
}
CHANGED = ("kind", "title", "conditions", "unit", "offered", "closes_on", "begins_on", "ends_on")
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def pooling_for(user, pk: int, may=None) -> Pooling:
    """Return a pooling that `user` reads, and for which `may(user, pooling)` holds. Raises Http404."""
    pooling = get_object_or_404(Pooling.objects.visible_to(user).select_related("led_by"), pk=pk)
    if may and not may(user, pooling):
        raise Http404
    return pooling


class PoolingFormView(ServiceFormView):
    """A form about a pooling; `done` saves it and returns where to go."""

    may = None

    @cached_property
    def pooling(self) -> Pooling | None:
        return pooling_for(self.request.user, self.kwargs["pk"], self.may) if "pk" in self.kwargs else None

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(pooling=self.pooling, **kwargs)


@method_decorator(network_required, name="dispatch")
class PoolingsView(ListView):
    template_name = "projets/portfolio/pooling/poolings.html"
    context_object_name = "poolings"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Pooling]:
        return Pooling.objects.visible_to(self.request.user).with_sums()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(may_open=may_open_pooling(self.request.user), **kwargs)


@method_decorator(network_required, name="dispatch")
class PoolingView(PoolingFormView):
    """One pooling: its conditions, who joined for how much, the form of those who answer for an EPM."""

    template_name = "projets/portfolio/pooling/pooling.html"
    form_class = PoolingPartForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"pooling": self.pooling, "user": self.request.user}

    def get_initial(self) -> dict:
        epms = sorted(self.request.user.epm_ids)
        return {"epm": epms[0] if len(epms) == 1 else None}

    def get_context_data(self, **kwargs) -> dict:
        user, pooling = self.request.user, self.pooling
        parts = list(pooling.parts.with_cents().select_related("epm__commune", "joined_by"))
        for part in parts:
            part.may_change = pooling.is_joinable and may_change_part(user, part)
        states = [each for each in PoolingState(pooling.state).next_states if may_move_pooling(user, pooling, each)]
        return super().get_context_data(
            parts=parts,
            total=euros_in_words(total_cents(pooling)),
            may_join=pooling.is_joinable and epms_to_join_for(user).exists(),
            may_lead=may_lead_pooling(user, pooling),
            moves=[(state, POOLING_MOVES[state]) for state in states if state in POOLING_MOVES],
            may_give_up=PoolingState.GIVEN_UP in states,
            **kwargs,
        )

    def done(self, form: PoolingPartForm) -> HttpResponse:
        part = form.save()
        messages.success(self.request, f"C’est noté\u00a0: {part.epm} en est.")
        return redirect(self.pooling)


class PoolingWordsView(PoolingFormView):
    """What is bought or signed, and when."""

    template_name = "projets/portfolio/pooling/pooling_form.html"
    form_class = PoolingForm
    may = staticmethod(may_lead_pooling)

    def get_initial(self) -> dict:
        if self.pooling is None:
            return {}
        return {name: getattr(self.pooling, name) for name in CHANGED} | {
            "unit_cents": Decimal(self.pooling.unit_cents) / 100
        }

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"pooling": self.pooling}

    def done(self, form: PoolingForm) -> HttpResponse:
        pooling = form.save(by=self.request.user)
        messages.success(self.request, f"C’est noté\u00a0: {pooling}.")
        return redirect(pooling)


@method_decorator(required(may_open_pooling), name="dispatch")
class PoolingNewView(PoolingWordsView):
    """A pooling to open."""


@method_decorator(network_required, name="dispatch")
class PoolingEditView(PoolingWordsView):
    """A pooling to change, while its call is open."""


def may_give_up(user, pooling: Pooling) -> bool:
    return may_move_pooling(user, pooling, PoolingState.GIVEN_UP)


@method_decorator(network_required, name="dispatch")
class GivingUpView(PoolingFormView):
    template_name = "projets/portfolio/pooling/giving_up.html"
    form_class = GivingUpForm
    may = staticmethod(may_give_up)

    def done(self, form: GivingUpForm) -> HttpResponse:
        form.save(pooling=self.pooling, by=self.request.user)
        messages.success(self.request, "C’est abandonné. Les lieux qui en sont sont prévenus, avec la raison.")
        return redirect(self.pooling)


@network_required
@require_POST
def pooling_move(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Move a pooling to the state of the button."""
    pooling = pooling_for(request.user, pk)
    if state not in POOLING_MOVES or not may_move_pooling(request.user, pooling, PoolingState(state)):
        raise Http404
    with refusals_as_messages(request):
        pooling = move_pooling(pooling=pooling, state=PoolingState(state), by=request.user)
        messages.success(request, f"C’est noté\u00a0: {pooling.get_state_display().lower()}.")
    return redirect(pooling)


@network_required
@require_POST
def part_leave(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    parts = PoolingPart.objects.select_related("pooling", "epm__commune")
    found = get_object_or_404(parts, pooling=pooling_for(request.user, pk), pk=part)
    if not may_change_part(request.user, found):
        raise Http404
    with refusals_as_messages(request):
        leave_pooling(part=found)
        messages.success(request, f"{found.epm} n’en est plus.")
    return redirect(found.pooling)


@network_required
@require_safe
def pooling_ods(request: HttpRequest, pk: int) -> HttpResponse:
    """Who joined, for how much."""
    pooling = pooling_for(request.user, pk)
    headers = {"Content-Disposition": f'attachment; filename="mutualisation-{pooling.pk}.ods"'}
    return HttpResponse(parts_ods(pooling), content_type=ODS, headers=headers)
