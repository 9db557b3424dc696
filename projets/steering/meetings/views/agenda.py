"""Items of the agenda and their papers, written by the coordination."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from projets.steering.committee.permissions import may_keep_committee
from projets.steering.meetings.forms import SteeringItemForm, SteeringPaperForm
from projets.steering.meetings.models.agenda import SteeringItem, SteeringPaper
from projets.steering.meetings.services.agenda import advance_item, attach_paper, remove_item, remove_paper
from projets.steering.meetings.views.meeting_lookup import SteeringFormView
from reseau.documents.files.accessibility import remark_on
from reseau.permissions import required
from reseau.web.refusals import refusals_as_messages


def item_for(pk: int, part: int) -> SteeringItem:
    """Return an item of a meeting. Raises Http404."""
    return get_object_or_404(SteeringItem.objects.select_related("meeting"), meeting=pk, pk=part)


@method_decorator(required(may_keep_committee), name="dispatch")
class SteeringItemView(SteeringFormView):
    """Add an item to the agenda, or change the one of the address."""

    template_name = "projets/steering/meetings/item_form.html"
    form_class = SteeringItemForm

    @cached_property
    def item(self) -> SteeringItem | None:
        part = self.kwargs.get("part")
        return item_for(self.meeting.pk, part) if part else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"item": self.item}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(item=self.item, **kwargs)

    def done(self, form: SteeringItemForm) -> HttpResponse:
        item = form.save(meeting=self.meeting)
        messages.success(self.request, f"C’est à l’ordre du jour\u00a0: {item}.")
        return redirect(self.meeting)


@method_decorator(required(may_keep_committee), name="dispatch")
class SteeringPapersView(SteeringFormView):
    """The papers of an item, and the form to join another."""

    template_name = "projets/steering/meetings/papers.html"
    form_class = SteeringPaperForm
    refused_field = "file"

    @cached_property
    def item(self) -> SteeringItem:
        return item_for(self.meeting.pk, self.kwargs["part"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(item=self.item, papers=self.item.papers.select_related("added_by"), **kwargs)

    def done(self, form: SteeringPaperForm) -> HttpResponse:
        paper = attach_paper(item=self.item, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"La pièce «\u00a0{paper}\u00a0» est jointe.")
        if remark := remark_on(form.cleaned_data["file"], kind=paper.kind):
            messages.warning(self.request, remark)
        return redirect("projets:steering_item_papers", self.meeting.pk, self.item.pk)


@required(may_keep_committee)
@require_POST
def item_advance(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    item = item_for(pk, part)
    with refusals_as_messages(request):
        advance_item(item=item)
    return redirect(item.meeting)


@required(may_keep_committee)
@require_POST
def item_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    item = item_for(pk, part)
    with refusals_as_messages(request):
        remove_item(item=item)
        messages.success(request, f"Le point est retiré\u00a0: {item}.")
    return redirect(item.meeting)


@required(may_keep_committee)
@require_POST
def paper_remove(request: HttpRequest, pk: int) -> HttpResponse:
    paper = get_object_or_404(SteeringPaper.objects.select_related("item__meeting"), pk=pk)
    with refusals_as_messages(request):
        remove_paper(paper=paper)
        messages.success(request, f"La pièce «\u00a0{paper}\u00a0» n’est plus jointe.")
    return redirect("projets:steering_item_papers", paper.item.meeting_id, paper.item_id)
