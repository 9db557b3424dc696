"""Close a position: the page says what it holds and to whom each thing passes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from reseau.departures.forms import DepartureForm
from reseau.elision import of
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.members.permissions import may_close_position
from reseau.refusals import refusals_in


class PositionCloseView(FormView):
    form_class = DepartureForm
    template_name = "reseau/departures/position_close.html"

    @cached_property
    def position(self) -> Position:
        positions = Position.objects.unfinished().with_place().select_related("member")
        position = get_object_or_404(positions, pk=self.kwargs["pk"])
        if not may_close_position(self.request.user, position):
            raise Http404
        return position

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"position": self.position}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(position=self.position, **kwargs)

    def form_valid(self, form: DepartureForm) -> HttpResponse:
        member = self.position.member
        with refusals_in(form):
            form.save(by=self.request.user)
            messages.success(self.request, f"Le poste {of(member)} est fermé.")
            is_still_known = Member.objects.known_to(self.request.user).filter(pk=member.pk).exists()
            return redirect(member if is_still_known else "reseau:members")
        return self.form_invalid(form)
