"""Buttons that decide about a sheet: publish it, ask for changes, withdraw it from the library.

A decision of a review sends with it all that is typed on the page: remarks, answers, message.
"""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages
from ressources.authoring.publication import services as publication
from ressources.permissions import may_decide, may_edit, reviewer_required
from ressources.review.views.review import reviewed_version
from ressources.review.views.review_texts import ReviewTexts, refused_page, unsent_page
from ressources.sheets.views import sheet_for

SEE_REMARKS = "Lisez mes remarques, à côté de chaque partie de la fiche."


@reviewer_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    sheet, version = sheet_for(request.user, pk, may_decide), reviewed_version(request)
    texts = ReviewTexts.of(request, sheet)
    if page := unsent_page(request, texts):
        return page
    with refusals_as_messages(request), transaction.atomic():
        texts.send(by=request.user)
        published = publication.publish(
            page=sheet,
            by=request.user,
            message=texts.message.cleaned_data["reason"],
            revision=version.revision,
            written_at=version.written_at,
        )
        messages.success(
            request, f"La fiche «\u00a0{published.title}\u00a0» est publiée. Son auteur reçoit une alerte."
        )
        return redirect("ressources:review_queue")
    return refused_page(request, texts)


@reviewer_required
@require_POST
def ask_changes(request: HttpRequest, pk: int) -> HttpResponse:
    sheet, version = sheet_for(request.user, pk, may_decide), reviewed_version(request)
    texts = ReviewTexts.of(request, sheet)
    if not texts.remarks.texts and not sheet.remarks.open().exists():
        texts.message.require("Dites à l’auteur ce qu’il faudrait changer, ici ou à côté d’une partie de la fiche.")
    if page := unsent_page(request, texts):
        return page
    with refusals_as_messages(request), transaction.atomic():
        texts.send(by=request.user)
        publication.ask_changes(
            page=sheet,
            by=request.user,
            reason=texts.message.cleaned_data["reason"] or SEE_REMARKS,
            revision=version.revision,
            written_at=version.written_at,
        )
        messages.success(request, "Votre demande est envoyée à l’auteur de la fiche.")
        return redirect("ressources:review_queue")
    return refused_page(request, texts)


@network_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    with refusals_as_messages(request):
        publication.withdraw(page=sheet, by=request.user)
        messages.success(request, "La fiche est retirée de la bibliothèque. Son texte est gardé.")
    return redirect("ressources:preview", pk)
