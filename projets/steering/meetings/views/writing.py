"""Meetings planned, moved, convened, held and cancelled by the coordination; who attended."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from projets.steering.committee.models import Mandate
from projets.steering.committee.permissions import may_keep_committee
from projets.steering.enums import SteeringState
from projets.steering.meetings.forms import SteeringAttendanceForm, SteeringCancelForm, SteeringMeetingForm
from projets.steering.meetings.services.meetings import convene_meeting, hold_meeting
from projets.steering.meetings.views.meeting_lookup import SteeringFormView, meeting_for
from reseau.permissions import required
from reseau.texts.french_order import Folded
from reseau.web.refusals import refusals_as_messages


@method_decorator(required(may_keep_committee), name="dispatch")
class SteeringMeetingFormView(SteeringFormView):
    """Plan a meeting, or change the one of the address."""

    template_name = "projets/steering/meetings/meeting_form.html"
    form_class = SteeringMeetingForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def done(self, form: SteeringMeetingForm) -> HttpResponse:
        meeting = form.save(by=self.request.user)
        words = "La séance est changée." if self.meeting else "Écrivez maintenant l’ordre du jour, puis convoquez."
        messages.success(self.request, words)
        return redirect(meeting)


@method_decorator(required(may_keep_committee), name="dispatch")
class SteeringCancelView(SteeringFormView):
    template_name = "projets/steering/meetings/cancel.html"
    form_class = SteeringCancelForm

    def done(self, form: SteeringCancelForm) -> HttpResponse:
        meeting = form.save(meeting=self.meeting, by=self.request.user)
        messages.success(self.request, "La séance est annulée. Les personnes convoquées sont prévenues.")
        return redirect(meeting)


@method_decorator(required(may_keep_committee), name="dispatch")
class SteeringAttendanceView(SteeringFormView):
    """Who attended: the positions that had a holder on the day of the meeting."""

    template_name = "projets/steering/meetings/attendance.html"
    form_class = SteeringAttendanceForm

    def get_form_kwargs(self) -> dict:
        if self.meeting.state != SteeringState.HELD:
            raise Http404
        mandates = Mandate.objects.on(self.meeting.date).select_related("position", "member")
        return super().get_form_kwargs() | {
            "mandates": list(mandates.order_by(Folded("position__name"), "pk")),
            "noted": {row.mandate_id: row for row in self.meeting.attendances.all()},
        }

    def done(self, form: SteeringAttendanceForm) -> HttpResponse:
        form.save(meeting=self.meeting)
        messages.success(self.request, "Les présences sont notées.")
        return redirect(self.meeting)


@required(may_keep_committee)
@require_POST
def steering_convene(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_for(request.user, pk)
    with refusals_as_messages(request):
        convene_meeting(meeting=meeting, by=request.user)
        messages.success(request, "Le comité est convoqué\u00a0: celles et ceux qui ont un compte sont prévenus.")
    return redirect(meeting)


@required(may_keep_committee)
@require_POST
def steering_hold(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_for(request.user, pk)
    with refusals_as_messages(request):
        hold_meeting(meeting=meeting)
        messages.success(request, "La séance est notée. Écrivez qui était là.")
    return redirect(meeting)
