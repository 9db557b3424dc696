"""Reviewing: the queue of the territories that I watch, one sheet to read, the decision, the withdrawal."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import ListView, TemplateView

from reseau.permissions import network_required
from ressources import services
from ressources.forms import AskChangesForm
from ressources.models import Sheet
from ressources.permissions import may_decide, may_edit, may_review, reviewer_required
from ressources.views.finding import draft_context, sheet_for


@method_decorator(reviewer_required, name="dispatch")
class QueueView(ListView):
    template_name = "ressources/queue.html"
    context_object_name = "sheets"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Sheet]:
        return Sheet.objects.waiting_for(self.request.user)


@method_decorator(reviewer_required, name="dispatch")
class ReviewView(TemplateView):
    """The version that was sent, and the two answers for whoever may give them."""

    template_name = "ressources/review.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        sheet = sheet_for(self.request.user, pk, may_review)
        return super().get_context_data(**review_context(self.request.user, sheet), form=AskChangesForm(), **kwargs)


def review_context(user, sheet: Sheet) -> dict:
    return draft_context(sheet) | {"may_decide": may_decide(user, sheet), "revision": sheet.latest_revision_id}


@reviewer_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    try:
        page = services.publish(page=sheet, by=request.user, revision=read_revision(request))
    except services.SheetError as error:
        messages.error(request, str(error))
        return redirect("ressources:review", pk)
    messages.success(request, f"La fiche « {page.title} » est publiée. Son auteur est prévenu.")
    return redirect("ressources:review_queue")


@reviewer_required
@require_POST
def ask_changes(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    form = AskChangesForm(request.POST)
    if not form.is_valid():
        return render(request, "ressources/review.html", review_context(request.user, sheet) | {"form": form})
    reason, revision = form.cleaned_data["reason"], read_revision(request)
    try:
        services.ask_changes(page=sheet, by=request.user, reason=reason, revision=revision)
    except services.SheetError as error:
        form.add_error(None, str(error))
        return render(request, "ressources/review.html", review_context(request.user, sheet) | {"form": form})
    messages.success(request, "Votre demande est envoyée à l’auteur de la fiche.")
    return redirect("ressources:review_queue")


@network_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    try:
        services.withdraw(page=sheet, by=request.user)
    except services.SheetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "La fiche est retirée de la bibliothèque. Son texte est gardé.")
    return redirect("ressources:preview", pk)


def read_revision(request: HttpRequest) -> int:
    """The version that the reviewer had under her eyes when she decided."""
    revision = request.POST.get("revision", "")
    if not revision.isdecimal():
        raise Http404
    return int(revision)
