"""Meetings: their page, the form that announces and changes them, the button that cancels them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from reseau.agenda import services
from reseau.agenda.forms import MeetingForm
from reseau.agenda.models.meeting import Meeting
from reseau.agenda.permissions import announcer_required, may_change_meeting
from reseau.permissions import is_network_member
from reseau.refusals import refusals_in
from reseau.wording import day_in_full


@login_not_required
@require_safe
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).with_place(), pk=pk)
    context = {
        "meeting": meeting,
        "may_change": may_change_meeting(request.user, meeting) and not meeting.cancelled_at,
        "shows_link": bool(meeting.link) and is_network_member(request.user),
    }
    return render(request, "reseau/agenda/meeting.html", context)


def changeable_meeting(user, pk: int) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.visible_to(user).kept().with_place(), pk=pk)
    if not may_change_meeting(user, meeting):
        raise Http404
    return meeting


@method_decorator(announcer_required, name="dispatch")
class MeetingNewView(View):
    """The form that announces a meeting."""

    submit = "Annoncer la réunion"

    def find(self) -> Meeting:
        return Meeting()

    def save(self, meeting: Meeting) -> Meeting:
        return services.announce_meeting(meeting=meeting, by=self.request.user)

    def success(self, meeting: Meeting) -> str:
        return f"C’est annoncé\u00a0: {day_in_full(meeting.date)}, {meeting.hours}."

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        meeting = self.find()
        return self.render(meeting, MeetingForm(meeting=meeting, user=request.user))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        meeting = self.find()
        form = MeetingForm(request.POST, meeting=meeting, user=request.user)
        if form.is_valid():
            with refusals_in(form):
                self.save(form.instance)
                messages.success(request, self.success(form.instance))
                return redirect(form.instance)
        return self.render(meeting, form, status=422)

    def render(self, meeting: Meeting, form: MeetingForm, *, status: int = 200) -> HttpResponse:
        context = {"meeting": meeting, "form": form, "submit": self.submit}
        return render(self.request, "reseau/agenda/meeting_form.html", context, status=status)


class MeetingEditView(MeetingNewView):
    """The same form, of a meeting that is announced already."""

    submit = "Enregistrer"

    def find(self) -> Meeting:
        return changeable_meeting(self.request.user, self.kwargs["pk"])

    def save(self, meeting: Meeting) -> Meeting:
        return services.change_meeting(meeting=meeting)

    def success(self, meeting: Meeting) -> str:
        return "C’est changé\u00a0: les calendriers qui suivent l’agenda changent aussi. Prévenez qui s’y attend."


@announcer_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request.user, pk)
    services.cancel_meeting(meeting=meeting)
    messages.success(request, f"La réunion du {day_in_full(meeting.date)} est annulée. Prévenez qui s’y attend.")
    return redirect("reseau:agenda")
