"""Reviewing: the queue of the territories that I watch, one sheet to read, the decision, the withdrawal."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from reseau.permissions import network_required, watched_territories
from reseau.places.models.commune import Territory
from ressources.enums import QueuePart, SheetState
from ressources.permissions import may_answer, may_decide, may_edit, may_review, reviewer_required
from ressources.review.forms.remark import RemarksForm
from ressources.review.forms.review import AnswerDateForm, AskChangesForm, GiveForm
from ressources.review.models.remark import Remark
from ressources.review.review_thread import exchanges_of
from ressources.review.reviewers import charges, may_be_given_to
from ressources.review.sections import place_remarks, sections_of
from ressources.sheets.content import SheetContent
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services import sheets as services_sheets
from ressources.sheets.views.lookup import desk_for, draft_context, sheet_for
from ressources.versions.models.base_version import BaseVersion


@method_decorator(reviewer_required, name="dispatch")
class QueueView(ListView):
    """Sheets that wait for an answer in the territories that I watch: all, mine, those to take, those that are late."""

    template_name = "ressources/review/queue.html"
    context_object_name = "sheets"
    paginate_by = 20

    @cached_property
    def territories(self) -> list[tuple[Territory, int]]:
        """Those among which there is a choice, with how many sheets wait in each."""
        user = self.request.user
        if not user.is_coordinator and len(user.watched_territory_ids) < 2:
            return []
        waiting = Sheet.objects.waiting_for(user).order_by()
        counts = dict(waiting.values_list("epm__commune__territory").annotate(Count("pk")))
        return [(territory, counts.get(territory.pk, 0)) for territory in watched_territories(user)]

    @cached_property
    def territory(self) -> Territory | None:
        slug = self.request.GET.get("territoire", "")
        return next((territory for territory, _ in self.territories if territory.slug == slug), None)

    @cached_property
    def part(self) -> QueuePart:
        asked = self.request.GET.get("qui", "")
        return QueuePart(asked) if asked in QueuePart.values else QueuePart.ALL

    @cached_property
    def queue(self) -> QuerySet[Sheet]:
        waiting = Sheet.objects.waiting_for(self.request.user).with_open_remarks()
        return waiting.filter(epm__commune__territory=self.territory) if self.territory else waiting

    @cached_property
    def tally(self) -> dict[QueuePart, int]:
        return self.queue.tally(self.request.user)

    def get_queryset(self) -> QuerySet[Sheet]:
        return self.queue.queued(self.part, self.request.user)

    def get_paginator(self, *args, **kwargs) -> Paginator:
        paginator = super().get_paginator(*args, **kwargs)
        paginator.count = self.tally[self.part]
        return paginator

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        sheets = list(context["page_obj"])
        charge = charges(sheets)
        return context | {
            "rows": [(sheet, charge[sheet.pk]) for sheet in sheets],
            "parts": list(self.tally.items()),
            "part": self.part,
            "territories": self.territories,
            "territory": self.territory,
        }


@method_decorator(reviewer_required, name="dispatch")
class ReviewView(View):
    """The version that was sent, who has it, and the two answers for whoever may give them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render_review(request, desk_for(request.user, pk, may_review))


def render_review(request: HttpRequest, sheet: Sheet, **forms) -> HttpResponse:
    """The page of a review; `forms` are those that came back with something to correct."""
    user = request.user
    hers = may_answer(user, sheet)
    remarks = list(sheet.remarks.with_threads())
    context = draft_context(sheet) | {
        "may_decide": may_decide(user, sheet),
        "may_answer": hers,
        "version": BaseVersion.latest_of(sheet),
        "charge": charges([sheet])[sheet.pk],
        "form": AskChangesForm(),
        "exchanges": exchanges_of(sheet, remarks),
    }
    if hers and sheet.state is SheetState.SUBMITTED:
        context["give_form"] = GiveForm(reviewers=may_be_given_to(sheet))
        context["date_form"] = AnswerDateForm(initial={"due": sheet.assignment.due})
    context |= sections_context(sheet, context["content"], remarks, forms.pop("remarks_form", None))
    return render(request, "ressources/review/review.html", context | forms)


def sections_context(sheet: Sheet, content: SheetContent, remarks: list[Remark], form: RemarksForm | None) -> dict:
    """The sheet section by section, with what was said of each and a box to say more while it is reviewed."""
    sections = sections_of(content)
    placed = place_remarks(remarks, content)
    may_remark = sheet.review is not None
    boxes = (form or RemarksForm(sections=sections)) if may_remark else None
    rows = [
        (section, placed.beside.get(section.key, ()), boxes[section.key] if boxes else None) for section in sections
    ]
    return {"sections": rows, "elsewhere": placed.elsewhere, "may_remark": may_remark}


@reviewer_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    sheet, read = sheet_for(request.user, pk, may_decide), version_read(request)
    try:
        page = services_sheets.publish(page=sheet, by=request.user, revision=read.revision, written=read.written)
    except services_sheets.SheetError as error:
        messages.error(request, str(error))
        return redirect("ressources:review", pk)
    messages.success(request, f"La fiche « {page.title} » est publiée. Son auteur reçoit une alerte.")
    return redirect("ressources:review_queue")


@reviewer_required
@require_POST
def ask_changes(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    form = AskChangesForm(request.POST)
    if not form.is_valid():
        return render_review(request, sheet, form=form)
    reason, read = form.cleaned_data["reason"], version_read(request)
    try:
        services_sheets.ask_changes(
            page=sheet, by=request.user, reason=reason, revision=read.revision, written=read.written
        )
    except services_sheets.SheetError as error:
        form.add_error(None, str(error))
        return render_review(request, sheet, form=form)
    messages.success(request, "Votre demande est envoyée à l’auteur de la fiche.")
    return redirect("ressources:review_queue")


@network_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    try:
        services_sheets.withdraw(page=sheet, by=request.user)
    except services_sheets.SheetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "La fiche est retirée de la bibliothèque. Son texte est gardé.")
    return redirect("ressources:preview", pk)


def version_read(request: HttpRequest) -> BaseVersion:
    """The version that the reviewer had under her eyes when she answered."""
    version = BaseVersion.parse(request.POST.get("revision", ""))
    if version.revision is None:
        raise Http404
    return version
