"""Reviewing: the queue of the territories that I watch, and the page of a review."""

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import ListView

from reseau.people.members.models.member import Member
from reseau.permissions import watched_territories
from reseau.places.models.commune import Territory
from reseau.web.queries.paged_query import PagedQuery, PagedRows
from ressources.permissions import may_decide, may_review, reviewer_required
from ressources.review.enums import QueuePart
from ressources.review.forms import AnswerDateForm, AnswersForm, DecisionMessageForm, GiveForm, RemarksForm
from ressources.review.models import Remark
from ressources.review.permissions import may_answer
from ressources.review.queries import in_part, part_counts, with_open_remarks
from ressources.review.remarked_sections import place_remarks, sections_of
from ressources.review.review_thread import review_thread_of
from ressources.review.reviewers import charges, possible_reviewers
from ressources.review.versions.base_version import BaseVersion
from ressources.review.views.reviewed_sheet import working_sheet_for
from ressources.sheets.content import SheetContent
from ressources.sheets.enums import SheetState
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import draft_context

PAGE_SIZE = 20
# Columns that a row of the queue reads. A sheet has forty columns.
SHOWN = (
    *("draft_title", "live", "owner__first_name", "owner__last_name", "epm__name", "epm__commune__territory__name"),
    *("assignment__since", "assignment__due", "assignment__reviewer__first_name", "assignment__reviewer__last_name"),
)


def queue_of(reader: Member, territory: int | None) -> QuerySet[Sheet]:
    waiting = Sheet.objects.waiting_for(reader)
    return waiting if territory is None else waiting.filter(epm__commune__territory=territory)


def rows_of(reader: Member, territory: int | None, part: QueuePart) -> QuerySet[Sheet]:
    return with_open_remarks(in_part(queue_of(reader, territory), part, reader)).only(*SHOWN)


ROWS = PagedQuery(rows_of, size=PAGE_SIZE)


@method_decorator(reviewer_required, name="dispatch")
class ReviewQueueView(ListView):
    """Sheets in review in the territories that I watch: all, mine, unassigned, late."""

    template_name = "ressources/review/queue.html"
    context_object_name = "sheets"
    paginate_by = PAGE_SIZE

    @cached_property
    def territories(self) -> list[tuple[Territory, int]]:
        """Territories to choose from, with the number of sheets in review; empty without a choice."""
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
        value = self.request.GET.get("qui", "")
        return QueuePart(value) if value in QueuePart.values else QueuePart.ALL

    @cached_property
    def tally(self) -> dict[QueuePart, int]:
        counts = queue_of(**self.questions).order_by().aggregate(**part_counts(self.request.user))
        return {part: counts[part.name] for part in QueuePart}

    @property
    def questions(self) -> dict:
        return {"reader": self.request.user, "territory": self.territory and self.territory.pk}

    def get_queryset(self) -> PagedRows:
        return ROWS.of(**self.questions, part=self.part, count=self.tally[self.part])

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
    """The submitted version, its reviewer, and the two answers for those who may give them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render_review(request, working_sheet_for(request.user, pk, may_review))


def render_review(request: HttpRequest, sheet: Sheet, **forms) -> HttpResponse:
    """Render the page of a review; `forms` are the refused ones, and `lost_texts` what has no place on the page."""
    user = request.user
    can_answer = may_answer(user, sheet) and sheet.state is SheetState.SUBMITTED
    remarks = list(sheet.remarks.with_threads())
    context = draft_context(sheet) | {
        "may_decide": may_decide(user, sheet),
        "may_answer": can_answer,
        "version": BaseVersion.latest_of(sheet),
        "charge": charges([sheet])[sheet.pk],
        "form": DecisionMessageForm(),
        "exchanges": review_thread_of(sheet, remarks),
        "open_count": sum(not remark.is_done for remark in remarks),
    }
    if can_answer:
        context["give_form"] = GiveForm(reviewers=possible_reviewers(sheet))
        context["date_form"] = AnswerDateForm(initial={"due": request.POST.get("due") or sheet.assignment.due})
    remarks_form, answers_form = forms.pop("remarks_form", None), forms.pop("answers_form", None)
    (answers_form or AnswersForm(remarks=remarks)).show_beside(remarks)
    context |= sections_context(sheet, context["content"], remarks, remarks_form)
    message, lost_texts = forms.get("form"), forms.pop("lost_texts", [])
    if remarks_form and not context["may_remark"]:
        lost_texts = [*lost_texts, *remarks_form.texts]
    if message and not can_answer:
        lost_texts = [*lost_texts, *message.texts]
    return render(request, "ressources/review/review.html", context | {"lost_texts": lost_texts} | forms)


def sections_context(sheet: Sheet, content: SheetContent, remarks: list[Remark], form: RemarksForm | None) -> dict:
    """Return the sections, the remarks on each and, while the sheet is in review, a box to add one."""
    sections = sections_of(content)
    placement = place_remarks(remarks, content)
    may_remark = sheet.review is not None
    boxes = (form or RemarksForm(sections=sections)) if may_remark else None
    rows = [
        (section, placement.by_section.get(section.key, ()), boxes[section.key] if boxes else None)
        for section in sections
    ]
    return {"sections": rows, "elsewhere": placement.elsewhere, "may_remark": may_remark}


def reviewed_version(request: HttpRequest) -> BaseVersion:
    """Return the version that the reviewer answered about. Raises `Http404` without one."""
    version = BaseVersion.parse(request.POST.get("revision", ""))
    if version.revision is None:
        raise Http404
    return version
