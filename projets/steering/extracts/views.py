"""Extracts that everybody reads, and the form of the coordination."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from projets.steering.committee.permissions import may_keep_committee
from projets.steering.decisions.models import SteeringDecision
from projets.steering.enums import SteeringState
from projets.steering.extracts.forms import ExtractForm
from projets.steering.extracts.models import PublicItem, published_meetings
from projets.steering.meetings.models.agenda import SteeringItem
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.views.meeting_lookup import SteeringFormView
from reseau.permissions import is_network_member, required


@method_decorator(login_not_required, name="dispatch")
class PublicExtractsView(ListView):
    """Meetings of which there is an extract, the latest first."""

    template_name = "projets/steering/extracts/extracts.html"
    context_object_name = "meetings"
    paginate_by = 20

    def get_queryset(self) -> QuerySet:
        public = SteeringItem.objects.filter(public_item__isnull=False)
        return published_meetings().prefetch_related(Prefetch("items", public))


@method_decorator(login_not_required, name="dispatch")
class PublicExtractView(DetailView):
    """The extract of one meeting; anything else of the meeting is unknown here."""

    template_name = "projets/steering/extracts/extract.html"
    context_object_name = "meeting"

    def get_queryset(self) -> QuerySet[SteeringMeeting]:
        return published_meetings()

    def get_context_data(self, **kwargs) -> dict:
        # No name is read.
        decisions = SteeringDecision.objects.filter(public_decision__isnull=False)
        decisions = decisions.select_related(None).select_related("position")
        public = PublicItem.objects.filter(item__meeting=self.object).select_related("item")
        public = public.prefetch_related(Prefetch("item__decisions", decisions, to_attr="public_decisions"))
        return super().get_context_data(public_items=public, is_member=is_network_member(self.request.user), **kwargs)


@method_decorator(required(may_keep_committee), name="dispatch")
class ExtractFormView(SteeringFormView):
    """Write what the public reads of a meeting whose minutes are approved."""

    template_name = "projets/steering/extracts/extract_form.html"
    form_class = ExtractForm

    def get_form_kwargs(self) -> dict:
        if self.meeting.state != SteeringState.APPROVED:
            raise Http404
        decisions = Prefetch("decisions", SteeringDecision.objects.select_related("public_decision"))
        items = self.meeting.items.select_related("public_item").prefetch_related(decisions)
        return super().get_form_kwargs() | {"items": list(items)}

    def done(self, form: ExtractForm) -> HttpResponse:
        form.save(meeting=self.meeting)
        messages.success(self.request, "L’extrait est enregistré\u00a0: tout le monde lit ce que vous y avez écrit.")
        return redirect(self.meeting)
