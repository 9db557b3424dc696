"""Buttons of the assignment: take a sheet, give it to a colleague, put it back, promise an answer.

All that is typed on the page of the review is sent with them.
"""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_as_messages
from ressources.permissions import may_decide, reviewer_required
from ressources.review import services as review
from ressources.review.forms import AnswerDateForm, GiveForm
from ressources.review.reviewers import possible_reviewers
from ressources.review.views.review import render_review
from ressources.review.views.review_texts import ReviewTexts, page_after, refused_page, unsent_page
from ressources.sheets.views import sheet_for


@reviewer_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    texts = ReviewTexts.of(request, sheet)
    if page := unsent_page(request, texts):
        return page
    with refusals_as_messages(request), transaction.atomic():
        texts.send(by=request.user)
        review.take_review(page=sheet, by=request.user)
        messages.success(request, "C’est noté\u00a0: vous vous occupez de cette fiche, et son auteur le sait.")
        return page_after(request, texts, reverse("ressources:review", args=[pk]))
    return refused_page(request, texts)


@reviewer_required
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    texts = ReviewTexts.of(request, sheet)
    if page := unsent_page(request, texts):
        return page
    with refusals_as_messages(request), transaction.atomic():
        texts.send(by=request.user)
        review.put_back_review(page=sheet, by=request.user)
        messages.success(request, "La fiche est rendue\u00a0: elle est de nouveau à prendre.")
        return page_after(request, texts, reverse("ressources:review_queue"))
    return refused_page(request, texts)


@reviewer_required
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    texts, form = ReviewTexts.of(request, sheet), GiveForm(request.POST, reviewers=possible_reviewers(sheet))
    if not form.is_valid():
        return render_review(request, sheet, give_form=form, **texts.forms)
    to = form.cleaned_data["to"]
    if page := unsent_page(request, texts):
        return page
    with refusals_as_messages(request), transaction.atomic():
        texts.send(by=request.user)
        review.give_review(page=sheet, by=request.user, to=to)
        messages.success(request, f"La relecture est confiée à {to}.")
        return page_after(request, texts, reverse("ressources:review", args=[pk]))
    return refused_page(request, texts)


@reviewer_required
@require_POST
def choose_date(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    texts, form = ReviewTexts.of(request, sheet), AnswerDateForm(request.POST)
    if not form.is_valid():
        return render_review(request, sheet, date_form=form, **texts.forms)
    due_date = form.cleaned_data["due"]
    if page := unsent_page(request, texts):
        return page
    with refusals_as_messages(request), transaction.atomic():
        texts.send(by=request.user)
        review.choose_answer_date(page=sheet, by=request.user, due_date=due_date)
        messages.success(request, f"C’est noté\u00a0: l’auteur attend votre réponse pour le {day_in_full(due_date)}.")
        return page_after(request, texts, reverse("ressources:review", args=[pk]))
    return refused_page(request, texts)
