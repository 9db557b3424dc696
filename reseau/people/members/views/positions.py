"""Pages of positions: give one to a member, note the employer, close it."""

from django.contrib.messages.views import SuccessMessageMixin
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import CreateView, UpdateView

from reseau.people.members.forms.positions import EmployerForm, PositionForm
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.permissions import may_change_employer, may_open_positions
from reseau.permissions import required
from reseau.web.refusals import refusals_in


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
