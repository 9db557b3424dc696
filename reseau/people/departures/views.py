"""Close a position: the page says what it holds and to whom each thing passes; another brings everything back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView

from reseau.people.departures.forms import DepartureForm
from reseau.people.departures.models import Departure
from reseau.people.departures.services import undo_departure
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.permissions import may_close_position
from reseau.permissions import network_required
from reseau.texts.elision import of
from reseau.web.refusals import refusals_as_messages, refusals_in

UNDONE = "Le poste {of} est rouvert."
CHANGED = "{label}\u00a0: {back} sur {count} reviennent, le reste a changé de mains depuis."


class PositionCloseView(FormView):
    form_class = DepartureForm
    template_name = "reseau/people/departures/position_close.html"

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


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a departure that was noted by mistake would bring back, and bring it back."""
    departures = Departure.objects.to_undo_by(request.user).select_related(
        "member", "epm__commune", "closed_position__epm__commune"
    )
    departure = get_object_or_404(departures, pk=pk)
    if not may_close_position(request.user, departure.closed_position):
        raise Http404
    if request.method == "POST":
        with refusals_as_messages(request):
            undone = undo_departure(departure=departure, by=request.user)
            messages.success(request, UNDONE.format(of=of(undone.member)))
            for line in undone.lines:
                if line.get("back", line["count"]) < line["count"]:
                    messages.warning(request, CHANGED.format(**line))
            return redirect(undone.member)
        return redirect("reseau:departure_undo", pk)
    return render(request, "reseau/people/departures/departure_undo.html", {"departure": departure})
