"""Minutes written and approved by the coordination, and as a PDF for those who read them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from projets.steering.committee.permissions import may_keep_committee
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.permissions import may_read_minutes
from projets.steering.meetings.views.meeting_lookup import SteeringFormView, meeting_for
from projets.steering.meetings.views.reading import attendances_of, items_of
from projets.steering.minutes.forms import MinutesApprovalForm, MinutesForm
from projets.steering.minutes.paper import minutes_paper
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required, required


class DraftMinutesView(SteeringFormView):
    """A form about minutes that are not approved yet."""

    def get_form_kwargs(self) -> dict:
        if self.meeting.state != SteeringState.HELD:
            raise Http404
        return super().get_form_kwargs()


@method_decorator(required(may_keep_committee), name="dispatch")
class MinutesView(DraftMinutesView):
    template_name = "projets/steering/minutes/minutes_form.html"
    form_class = MinutesForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"items": items_of(self.meeting)}

    def done(self, form: MinutesForm) -> HttpResponse:
        form.save(meeting=self.meeting, by=self.request.user)
        messages.success(self.request, "Le compte rendu est enregistré. La coordination seule le lit encore.")
        return redirect(self.meeting)


@method_decorator(required(may_keep_committee), name="dispatch")
class MinutesApprovalView(DraftMinutesView):
    template_name = "projets/steering/minutes/approval.html"
    form_class = MinutesApprovalForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            has_later_meeting=SteeringMeeting.objects.after(self.meeting).exists(), **kwargs
        )

    def done(self, form: MinutesApprovalForm) -> HttpResponse:
        meeting = form.save()
        messages.success(self.request, "Le compte rendu est approuvé\u00a0: tout le réseau le lit.")
        return redirect(meeting)


@network_required
@require_safe
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes on paper; drafts for the coordination alone."""
    meeting = meeting_for(request.user, pk)
    if not may_read_minutes(request.user, meeting):
        raise Http404
    paper = minutes_paper(meeting, items_of(meeting), attendances_of(meeting))
    return paper_response(request, paper, name=f"compte-rendu-{meeting.date.isoformat()}.pdf")
