"""Buttons of the assignment: take a sheet, give it to a colleague, put it back, promise an answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reseau.refusals import refusals_as_messages
from reseau.wording import day_in_full
from ressources.permissions import may_decide, reviewer_required
from ressources.review.forms import AnswerDateForm, GiveForm
from ressources.review.reviewers import possible_reviewers
from ressources.review.services import assignment
from ressources.review.views.review import render_review
from ressources.sheets.views.sheet_lookup import sheet_for


@reviewer_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    with refusals_as_messages(request):
        assignment.take_review(page=sheet, by=request.user)
        messages.success(request, "C’est noté\u00a0: vous vous occupez de cette fiche, et son auteur le sait.")
    return redirect("ressources:review", pk)


@reviewer_required
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    with refusals_as_messages(request):
        assignment.put_back_review(page=sheet, by=request.user)
        messages.success(request, "La fiche est rendue\u00a0: elle est de nouveau à prendre.")
        return redirect("ressources:review_queue")
    return redirect("ressources:review", pk)


@reviewer_required
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    form = GiveForm(request.POST, reviewers=possible_reviewers(sheet))
    if not form.is_valid():
        return render_review(request, sheet, give_form=form)
    to = form.cleaned_data["to"]
    with refusals_as_messages(request):
        assignment.give_review(page=sheet, by=request.user, to=to)
        messages.success(request, f"La relecture est confiée à {to}.")
    return redirect("ressources:review", pk)


@reviewer_required
@require_POST
def choose_date(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_decide)
    form = AnswerDateForm(request.POST)
    if not form.is_valid():
        return render_review(request, sheet, date_form=form)
    due_date = form.cleaned_data["due"]
    with refusals_as_messages(request):
        assignment.choose_answer_date(page=sheet, by=request.user, due_date=due_date)
        messages.success(request, f"C’est noté\u00a0: l’auteur attend votre réponse pour le {day_in_full(due_date)}.")
    return redirect("ressources:review", pk)
