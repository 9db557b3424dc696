"""Meetings as members read them: the list, one meeting, its papers."""

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from projets.steering.committee.models import Mandate
from projets.steering.committee.permissions import may_keep_committee
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.agenda import SteeringItem, SteeringPaper
from projets.steering.meetings.models.meeting import SteeringAttendance, SteeringMeeting
from projets.steering.meetings.paper import whole_papers_response
from projets.steering.meetings.permissions import may_read_minutes
from projets.steering.meetings.views.meeting_lookup import meeting_for
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required

# The address that leads to each state, and its button.
MOVES = {
    SteeringState.CONVENED: ("projets:steering_convene", "Convoquer le comité"),
    SteeringState.HELD: ("projets:steering_hold", "La séance a eu lieu"),
}


@method_decorator(network_required, name="dispatch")
class SteeringMeetingsView(ListView):
    template_name = "projets/steering/meetings/meetings.html"
    context_object_name = "meetings"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[SteeringMeeting]:
        return SteeringMeeting.objects.visible_to(self.request.user).prefetch_related("items")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(may_keep=may_keep_committee(self.request.user), **kwargs)


@method_decorator(network_required, name="dispatch")
class SteeringMeetingView(DetailView):
    """One meeting: its agenda and papers, who attended, and the buttons of the coordination."""

    template_name = "projets/steering/meetings/meeting.html"
    context_object_name = "meeting"

    def get_queryset(self) -> QuerySet[SteeringMeeting]:
        return SteeringMeeting.objects.visible_to(self.request.user).select_related("approved_in")

    def get_context_data(self, **kwargs) -> dict:
        meeting = self.object
        may_keep = may_keep_committee(self.request.user)
        moves = [MOVES[state] for state in SteeringState(meeting.state).next_states if state in MOVES]
        return super().get_context_data(
            items=items_of(meeting),
            attendances=attendances_of(meeting),
            may_keep=may_keep,
            may_write=may_keep and meeting.is_writable,
            may_note=may_keep and meeting.state == SteeringState.HELD,
            shows_minutes=may_read_minutes(self.request.user, meeting),
            moves=moves if may_keep else (),
            **kwargs,
        )


def items_of(meeting: SteeringMeeting) -> list[SteeringItem]:
    """Return the items with what pages and papers show of them. Three queries."""
    items = meeting.items.select_related("project", "chantier", "minutes")
    return list(items.prefetch_related("papers", "decisions"))


def attendances_of(meeting: SteeringMeeting) -> list[SteeringAttendance]:
    mandates = Mandate.objects.select_related("position", "member")
    return list(meeting.attendances.prefetch_related(Prefetch("mandate", mandates)))


@network_required
@require_safe
def steering_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """All papers of a meeting as one PDF."""
    meeting = meeting_for(request.user, pk)
    return whole_papers_response(request, meeting, items_of(meeting))


@network_required
@require_safe
def steering_paper(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """One paper, to those who read its meeting. The name in the address is for people."""
    meetings = SteeringMeeting.objects.visible_to(request.user).order_by()
    paper = get_object_or_404(SteeringPaper, item__meeting__in=meetings, pk=pk)
    return send(request, ServedFile(paper.file, paper.name, paper.media_type, paper.added))
