"""The upkeep of published sheets: due date and journal of a sheet, obsolete sheets, sheets without author."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from reseau.permissions import network_required, watched_territories
from reseau.texts.french_order import Folded
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.authoring.upkeep import services as upkeep
from ressources.authoring.upkeep.forms import ObsoleteForm, ReviewDateForm
from ressources.library.readers.permissions import may_answer_readers
from ressources.library.readers.queries import with_feedback_count
from ressources.permissions import may_edit, reviewer_required
from ressources.sheets import sheet_journal
from ressources.sheets.models.authorship import editable_by
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import sheet_for

SHOWN = 20


def published_sheet_for(user, pk: int) -> Sheet:
    sheet = sheet_for(user, pk, may_edit)
    if not sheet.live:
        raise Http404
    return sheet


@method_decorator(network_required, name="dispatch")
class UpkeepView(View):
    """The due date of a sheet, chosen here, and its journal."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = published_sheet_for(request.user, pk)
        return self.render(sheet, ReviewDateForm(initial={"due": sheet.due_on}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = published_sheet_for(request.user, pk)
        form = ReviewDateForm(request.POST)
        if not form.is_valid():
            return self.render(sheet, form)
        with refusals_in(form, "due"):
            due_date = upkeep.choose_review_date(page=sheet, by=request.user, due_date=form.cleaned_data["due"])
            messages.success(request, f"C’est noté : la fiche sera à relire le {day_in_full(due_date)}.")
            return redirect("ressources:upkeep", pk)
        return self.render(sheet, form)

    def render(self, sheet: Sheet, form: ReviewDateForm) -> HttpResponse:
        context = {"sheet": sheet, "form": form, "entries": sheet_journal.entries_of(sheet)[:SHOWN]}
        if may_answer_readers(self.request.user, sheet):
            context |= {"may_answer_readers": True, "feedback_count": sheet.feedback.unsettled().count()}
        return render(self.request, "ressources/authoring/upkeep/upkeep.html", context)


@method_decorator(network_required, name="dispatch")
class ObsoleteView(View):
    """The form that marks a sheet as obsolete. Two buttons: search a replacement, mark."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = published_sheet_for(request.user, pk)
        return self.render(sheet, ObsoleteForm(sheets=self.replacements(sheet)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = published_sheet_for(request.user, pk)
        is_search = "search" in request.POST
        form = ObsoleteForm(request.POST, sheets=self.replacements(sheet), is_search=is_search)
        if is_search or not form.is_valid():
            return self.render(sheet, form)
        reason, replacement = form.cleaned_data["reason"], form.cleaned_data["replacement"]
        with refusals_in(form):
            upkeep.mark_obsolete(page=sheet, by=request.user, reason=reason, replacement=replacement)
            messages.success(request, "La fiche est déclarée obsolète. Elle reste lisible à son adresse.")
            return redirect(sheet)
        return self.render(sheet, form)

    def replacements(self, sheet: Sheet) -> QuerySet[Sheet]:
        return Sheet.objects.visible_to(self.request.user).in_use().exclude(pk=sheet.pk)

    def render(self, sheet: Sheet, form: ObsoleteForm) -> HttpResponse:
        return render(self.request, "ressources/authoring/upkeep/obsolete.html", {"sheet": sheet, "form": form})


@method_decorator(reviewer_required, name="dispatch")
class ObsoleteListView(ListView):
    """Obsolete sheets of the territories that I watch. They are in no other list, and are revived from here."""

    template_name = "ressources/authoring/upkeep/obsolete_list.html"
    context_object_name = "sheets"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Sheet]:
        sheets = Sheet.objects.live().filter(editable_by(self.request.user))
        obsolete_sheets = sheets.exclude(obsolescence=None).select_related("epm", "obsolescence__replacement")
        return obsolete_sheets.order_by("-obsolescence__since", "-pk")


@method_decorator(reviewer_required, name="dispatch")
class OrphansView(ListView):
    """Sheets of the territories that I watch whose authors have all left."""

    template_name = "ressources/authoring/upkeep/orphans.html"
    context_object_name = "sheets"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Sheet]:
        territories = watched_territories(self.request.user)
        orphans = with_feedback_count(Sheet.objects.orphans().filter(epm__commune__territory__in=territories))
        return orphans.select_related("epm__commune__territory", "owner").order_by(Folded("draft_title"), "pk")


@network_required
@require_POST
def revive(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = published_sheet_for(request.user, pk)
    with refusals_as_messages(request):
        upkeep.revive(page=sheet, by=request.user)
        messages.success(request, "La fiche est de nouveau d’actualité : elle est revenue dans la bibliothèque.")
    return redirect(sheet)


@network_required
@require_POST
def confirm_valid(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    with refusals_as_messages(request):
        due_date = upkeep.confirm_valid(page=sheet, by=request.user)
        messages.success(
            request, f"Merci. La fiche est toujours valable : elle sera à relire le {day_in_full(due_date)}."
        )
        return redirect(sheet)
    return redirect("ressources:preview", pk)
