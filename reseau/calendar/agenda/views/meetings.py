"""Meetings: their page, the form that announces and changes them, the button that cancels them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from reseau.calendar.agenda import services
from reseau.calendar.agenda.enums import MeetingChange
from reseau.calendar.agenda.forms import MeetingForm
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.news import MeetingPlan, plan_of_change, plan_of_meeting, told_of_meeting
from reseau.calendar.agenda.permissions import announcer_required, may_change_meeting
from reseau.permissions import is_network_member
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_in

# Field of the form that says which plan of messages was shown.
SEEN = "plan_vu"


@login_not_required
@require_safe
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).with_place(), pk=pk)
    context = {
        "meeting": meeting,
        "may_change": may_change_meeting(request.user, meeting) and not meeting.cancelled_at,
        "shows_link": bool(meeting.link) and is_network_member(request.user),
    }
    if context["may_change"]:
        context["told"] = told_of_meeting(meeting)
        context["plan"] = plan_of_meeting(meeting, MeetingChange.CANCELLED, by=request.user)
    return render(request, "reseau/calendar/agenda/meeting.html", context)


def whom_in_short(meeting: Meeting) -> str:
    """Return what decides who is told: a plan that was shown holds as long as this does not change."""
    return f"{meeting.date}/{meeting.territory_id or ''}/{meeting.audience}"


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

    def plan(self, meeting: Meeting) -> MeetingPlan | None:
        """Return whom the announcement reaches; None if nobody is told of what changes."""
        return plan_of_meeting(meeting, MeetingChange.ANNOUNCED, by=self.request.user)

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        meeting = self.find()
        return self.render(meeting, MeetingForm(meeting=meeting, user=request.user))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        meeting = self.find()
        form = MeetingForm(request.POST, meeting=meeting, user=request.user)
        if form.is_valid():
            plan = self.plan(form.instance)
            if plan and plan.people and request.POST.get(SEEN) != whom_in_short(form.instance):
                return self.render(meeting, form, plan=plan)
            with refusals_in(form):
                self.save(form.instance)
                messages.success(request, self.success(form.instance))
                return redirect(form.instance)
        return self.render(meeting, form, status=422)

    def render(
        self, meeting: Meeting, form: MeetingForm, *, plan: MeetingPlan | None = None, status: int = 200
    ) -> HttpResponse:
        """Render the form, with the plan of the messages once it is whole: nothing leaves before it was shown."""
        context = {"meeting": meeting, "form": form, "submit": self.submit, "plan": plan}
        if plan:
            context |= {"submit": f"{self.submit} et prévenir", "seen": whom_in_short(form.instance)}
        return render(self.request, "reseau/calendar/agenda/meeting_form.html", context, status=status)


class MeetingEditView(MeetingNewView):
    """The same form, of a meeting that is announced already."""

    submit = "Enregistrer"

    def find(self) -> Meeting:
        return changeable_meeting(self.request.user, self.kwargs["pk"])

    def save(self, meeting: Meeting) -> Meeting:
        return services.change_meeting(meeting=meeting, by=self.request.user)

    def success(self, meeting: Meeting) -> str:
        return "C’est changé\u00a0: les calendriers qui suivent l’agenda changent aussi."

    def plan(self, meeting: Meeting) -> MeetingPlan | None:
        return plan_of_change(meeting, by=self.request.user)


@announcer_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request.user, pk)
    services.cancel_meeting(meeting=meeting, by=request.user)
    messages.success(
        request, f"La réunion du {day_in_full(meeting.date)} est annulée\u00a0: qui s’y attend est prévenu."
    )
    return redirect("reseau:agenda")
