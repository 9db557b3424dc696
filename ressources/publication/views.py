"""Buttons that decide about a sheet: publish it, ask for changes, withdraw it from the library."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reseau.permissions import network_required
from ressources.permissions import may_decide, may_edit, reviewer_required
from ressources.publication import services as publication
from ressources.review.forms import AskChangesForm
from ressources.review.views.review import render_review, reviewed_version
from ressources.sheets.services.errors import SheetError
from ressources.sheets.views.sheet_lookup import sheet_for


@reviewer_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    sheet, version = sheet_for(request.user, pk, may_decide), reviewed_version(request)
    try:
        page = publication.publish(
            page=sheet, by=request.user, revision=version.revision, written_at=version.written_at
        )
    except SheetError as error:
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
    reason, version = form.cleaned_data["reason"], reviewed_version(request)
    try:
        publication.ask_changes(
            page=sheet, by=request.user, reason=reason, revision=version.revision, written_at=version.written_at
        )
    except SheetError as error:
        form.add_error(None, str(error))
        return render_review(request, sheet, form=form)
    messages.success(request, "Votre demande est envoyée à l’auteur de la fiche.")
    return redirect("ressources:review_queue")


@network_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    try:
        publication.withdraw(page=sheet, by=request.user)
    except SheetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "La fiche est retirée de la bibliothèque. Son texte est gardé.")
    return redirect("ressources:preview", pk)
