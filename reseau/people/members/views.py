"""Pages of members: people found by their name, positions, leaving the network."""

from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import CreateView, UpdateView

from reseau.people.members.forms.leaving import LeavingForm, SaidLeavingForm
from reseau.people.members.forms.people import is_key
from reseau.people.members.forms.positions import EmployerForm, PositionForm
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.permissions import may_change_employer, may_note_leaving, may_open_positions
from reseau.permissions import network_required, required
from reseau.texts.accent_folding import words_to_find
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_in

# People found while one types a name in a form (`reseau.people.members.forms.people`).
SHOWN = 8
CHOSEN, MOST_CHOSEN = "sauf", 200


@network_required
@require_safe
def people(request: HttpRequest) -> JsonResponse:
    """A JSON list of {key, name, detail}: members of the network with each word in their name or their place.

    Those whose keys are in `sauf` are chosen already.
    """
    words, chosen_keys = query_value(request, "q"), filter(is_key, request.GET.getlist(CHOSEN)[:MOST_CHOSEN])
    members = Member.objects.visible_to(request.user).matching(words).exclude(pk__in=list(chosen_keys))
    members = members.with_live_positions()
    found = [
        {"key": member.pk, "name": str(member), "detail": str(member.main_position or "")}
        for member in (members[:SHOWN] if words_to_find(words) else ())
    ]
    return JsonResponse(found, safe=False)


# Pages of positions: give one to a member, note the employer, close it.
@method_decorator(required(may_open_positions), name="dispatch")
class PositionAddView(SuccessMessageMixin, CreateView):
    form_class = PositionForm
    template_name = "reseau/people/members/position_form.html"
    success_message = "Le poste est enregistré."

    @cached_property
    def member(self) -> Member:
        return get_object_or_404(Member.objects.known_to(self.request.user), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"member": self.member, "by": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(member=self.member, **kwargs)

    def form_valid(self, form: PositionForm) -> HttpResponse:
        with refusals_in(form):
            return super().form_valid(form)
        return self.form_invalid(form)

    def get_success_url(self) -> str:
        return self.member.get_absolute_url()


class PositionEmployerView(SuccessMessageMixin, UpdateView):
    """For those who manage the position: its holder may not change who must agree."""

    form_class = EmployerForm
    template_name = "reseau/people/members/position_employer.html"
    success_message = "C’est enregistré."

    def get_object(self, queryset=None) -> Position:
        positions = Position.objects.unfinished().with_place().select_related("member")
        position = get_object_or_404(positions, pk=self.kwargs["pk"])
        if not may_change_employer(self.request.user, position):
            raise Http404
        return position

    def get_success_url(self) -> str:
        return self.object.member.get_absolute_url()


# « Quitter le réseau »: what stays of a member who leaves, and their choice about their name.
@method_decorator(network_required, name="dispatch")
@method_decorator(transaction.atomic, name="form_valid")
class LeavingView(SuccessMessageMixin, UpdateView):
    """One's own, and no other."""

    form_class = LeavingForm
    template_name = "reseau/people/members/leaving.html"
    context_object_name = "member"
    success_url = reverse_lazy("reseau:leaving")
    success_message = "Votre choix est gardé."

    def get_object(self, queryset=None) -> Member:
        return Member.objects.get(pk=self.request.user.pk)


@method_decorator(network_required, name="dispatch")
@method_decorator(transaction.atomic, name="form_valid")
class SaidLeavingView(SuccessMessageMixin, UpdateView):
    """The choice of another member, noted by a coordinator for somebody who said it."""

    form_class = SaidLeavingForm
    template_name = "reseau/people/members/leaving_said.html"
    context_object_name = "member"
    success_message = "C’est noté."

    def get_queryset(self) -> QuerySet[Member]:
        return Member.objects.known_to(self.request.user)

    def get_object(self, queryset=None) -> Member:
        member = super().get_object(queryset)
        if not may_note_leaving(self.request.user, member):
            raise Http404
        return member
