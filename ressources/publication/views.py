"""Buttons that decide about a sheet: publish it, ask for changes, withdraw it from the library."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reseau.permissions import network_required
from reseau.refusals import refusals_as_messages, refusals_in
from ressources.permissions import may_decide, may_edit, reviewer_required
from ressources.publication import services as publication
from ressources.review.forms import AskChangesForm
from ressources.review.views.review import render_review, reviewed_version
from ressources.sheets.views.sheet_lookup import sheet_for


@reviewer_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    sheet, version = sheet_for(request.user, pk, may_decide), reviewed_version(request)
    with refusals_as_messages(request):
        page = publication.publish(
            page=sheet, by=request.user, revision=version.revision, written_at=version.written_at
        )
        messages.success(request, f"La fiche « {page.title} » est publiée. Son auteur reçoit une alerte.")
        return redirect("ressources:review_queue")
    return redirect("ressources:review", pk)


@reviewer_required
@require_POST
def ask_changes(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    form = AskChangesForm(request.POST)
    if not form.is_valid():
        return render_review(request, sheet, form=form)
    reason, version = form.cleaned_data["reason"], reviewed_version(request)
    with refusals_in(form):
        publication.ask_changes(
            page=sheet, by=request.user, reason=reason, revision=version.revision, written_at=version.written_at
        )
        messages.success(request, "Votre demande est envoyée à l’auteur de la fiche.")
        return redirect("ressources:review_queue")
    return render_review(request, sheet, form=form)


@network_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    with refusals_as_messages(request):
        publication.withdraw(page=sheet, by=request.user)
        messages.success(request, "La fiche est retirée de la bibliothèque. Son texte est gardé.")
    return redirect("ressources:preview", pk)
