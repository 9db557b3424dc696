"""Remarks on the parts of a sheet: made by its reviewers, answered and marked as done by both sides."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages
from ressources.permissions import is_author, may_review, reviewer_required
from ressources.review import services as services_remarks
from ressources.review.models import Remark
from ressources.review.views.review_texts import (
    ReviewTexts,
    is_review_page,
    page_after,
    refused_page,
    send_answers,
    unsent_page,
)
from ressources.sheets.views import sheet_for

SAVED = "C’est enregistré\u00a0: l’auteur lira vos remarques avec votre décision."
ANSWERED = "Votre réponse est envoyée."
DONE = "C’est noté\u00a0: cette remarque est faite."
REOPENED = "Cette remarque est de nouveau à suivre."
WITHDRAWN = "Votre remarque est retirée."


@reviewer_required
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Save all the texts of the page, whichever button was pressed."""
    sheet = sheet_for(request.user, pk, may_review)
    if not is_review_page(request):
        raise Http404
    texts = ReviewTexts.of(request, sheet)
    key = next(iter(texts.sections.keys() & {request.POST.get("section")}), "")
    if page := unsent_page(request, texts):
        return page
    with refusals_as_messages(request), transaction.atomic():
        texts.send(by=request.user)
        messages.success(request, SAVED)
        return page_after(request, texts, f"{reverse('ressources:review', args=[pk])}#{key}")
    return refused_page(request, texts)


@network_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, visible_remark(request, pk), lambda: ANSWERED, answered=pk)


@network_required
@require_POST
def mark_done(request: HttpRequest, pk: int) -> HttpResponse:
    remark = visible_remark(request, pk)

    def action() -> str:
        services_remarks.mark_done(remark=remark, by=request.user)
        return DONE

    return _press(request, remark, action)


@network_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    remark = visible_remark(request, pk)

    def action() -> str:
        services_remarks.reopen_remark(remark=remark)
        return REOPENED

    return _press(request, remark, action)


@network_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a remark, for its author."""
    remark = get_object_or_404(Remark.objects.visible_to(request.user).filter(author=request.user), pk=pk)

    def action() -> str:
        services_remarks.withdraw_remark(remark=remark)
        return WITHDRAWN

    return _press(request, remark, action, anchor="")


def visible_remark(request: HttpRequest, pk: int) -> Remark:
    remarks = Remark.objects.visible_to(request.user).select_related("sheet__epm__commune", "author")
    return get_object_or_404(remarks, pk=pk)


def _press(
    request: HttpRequest, remark: Remark, action: Callable[[], str], *, answered: int = 0, anchor: str | None = None
) -> HttpResponse:
    """Do `action` with all that is typed, then go back to the remark: on the preview for an author."""
    anchor = f"#{remark.anchor}" if anchor is None else anchor
    is_on_review = is_review_page(request)
    name = "preview" if is_author(request.user, remark.sheet) and not is_on_review else "review"
    url = f"{reverse(f'ressources:{name}', args=[remark.sheet_id])}{anchor}"
    if not is_on_review:
        return send_answers(request, remark.sheet, action, url=url, answered=answered)
    sheet = sheet_for(request.user, remark.sheet_id, may_review)
    texts = ReviewTexts.of(request, sheet, answered=answered)
    if page := unsent_page(request, texts):
        return page
    with refusals_as_messages(request), transaction.atomic():
        texts.send(by=request.user)
        messages.success(request, action())
        return page_after(request, texts, url)
    return refused_page(request, texts)
