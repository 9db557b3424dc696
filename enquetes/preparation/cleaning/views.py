"""Cleaning of a campaign, for the coordination: its responses, one of them, an answer corrected, the journal."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods
from django.views.generic import ListView

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.queries import started_campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.cleaning.forms import CleaningReasonForm, ResponseFilterForm
from enquetes.preparation.cleaning.models import CleaningEntry
from enquetes.preparation.cleaning.responses import read_answers, responses_of
from enquetes.preparation.cleaning.services import correct_answer, leave_out, put_back
from questionnaires.answers.answer_rows import values_of
from questionnaires.filling.forms import QuestionnaireForm
from questionnaires.filling.shown_values import shown_pair
from questionnaires.filling.values import WORDS
from questionnaires.questions.outline import outline_of
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_in


@method_decorator(coordinator_required, name="dispatch")
class ResponsesView(ListView):
    """Responses of a campaign, by the way they came and by what became of them."""

    template_name = "enquetes/preparation/cleaning/responses.html"
    context_object_name = "responses"
    paginate_by = 30

    def get_queryset(self) -> QuerySet[CollectedResponse]:
        self.campaign = started_campaign(self.kwargs["slug"])
        self.form = ResponseFilterForm(self.request.GET, campaign=self.campaign)
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        return responses_of(self.campaign, mode=chosen.get("venue", ""), state=chosen.get("etat", ""))

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(campaign=self.campaign, form=self.form, **kwargs)


@method_decorator(coordinator_required, name="dispatch")
class CleaningJournalView(ListView):
    """What was done to responses, the last first."""

    template_name = "enquetes/preparation/cleaning/journal.html"
    context_object_name = "entries"
    paginate_by = 30

    def get_queryset(self) -> QuerySet[CleaningEntry]:
        self.campaign = started_campaign(self.kwargs["slug"])
        return CleaningEntry.objects.filter(collected__campaign=self.campaign).select_related("done_by")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(campaign=self.campaign, **kwargs)
        by_code = outline_of(self.campaign.version).by_code
        for entry in context["entries"]:
            if question := by_code.get(entry.question):
                entry.wording = question.wording
                entry.was, entry.now = shown_pair(question, entry.before), shown_pair(question, entry.after)
        return context


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def response_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One response with its answers; sent, leave it out, or put it back."""
    campaign = started_campaign(slug)
    collected = find_response(campaign, pk)
    form = CleaningReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change = put_back if collected.is_left_out else leave_out
            entry = change(collected=collected, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"{entry.get_kind_display()}. Le journal le dit.")
            return redirect("enquetes:response", slug, pk)
    context = {"campaign": campaign, "collected": collected, "answers": read_answers(campaign, collected), "form": form}
    return render(request, "enquetes/preparation/cleaning/response.html", context)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """Correct the answer to one question, and say why."""
    campaign = started_campaign(slug)
    collected = find_response(campaign, pk)
    outline = outline_of(campaign.version)
    if code not in outline.by_code:
        raise Http404
    question = outline.by_code[code]
    data = request.POST if request.method == "POST" else None
    given = values_of(outline, collected.response.answers.all())
    form = QuestionnaireForm(data, outline=outline, asked=[question], given=given)
    reason = CleaningReasonForm(data)
    # Both are judged, so that every refusal is read at once.
    if all([form.is_valid(), reason.is_valid()]):
        with refusals_in(reason):
            correct_answer(
                collected=collected,
                question=code,
                value=form.values.get(code),
                words=form.values.get(code + WORDS, ""),
                reason=reason.cleaned_data["reason"],
                by=request.user,
            )
            messages.success(request, "La réponse est corrigée. Le journal garde celle d’avant.")
            return redirect("enquetes:response", slug, pk)
    context = {"campaign": campaign, "collected": collected, "question": question, "form": form, "reason": reason}
    return render(request, "enquetes/preparation/cleaning/correct.html", context)


def find_response(campaign: Campaign, pk: int) -> CollectedResponse:
    rows = CollectedResponse.objects.select_related("response", "place", "cell")
    return get_object_or_404(rows, campaign=campaign, pk=pk)
