"""Remarks on the parts of a sheet: made by its reviewers, answered and marked as done by both sides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reseau.permissions import network_required
from reseau.refusals import refusals_as_messages
from ressources.permissions import is_author, may_review, reviewer_required
from ressources.review.forms import RemarkAnswerForm, RemarksForm
from ressources.review.models import Remark
from ressources.review.remarked_sections import sections_of
from ressources.review.services import remarks as services_remarks
from ressources.review.views.review import render_review, reviewed_version
from ressources.sheets.views.sheet_lookup import sheet_for

CHANGED = (
    "La fiche a changé pendant que vous la lisiez. Voici la nouvelle version\u00a0: vérifiez que vos remarques y sont "
    "au bon endroit, puis envoyez-les."
)


@reviewer_required
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Save all the remarks of the page, whichever button was pressed."""
    sheet = sheet_for(request.user, pk, may_review)
    sections = {section.key: section for section in sections_of(sheet.latest_content)}
    form = RemarksForm(request.POST, sections=sections.values(), pressed_key=request.POST.get("section", ""))
    if not form.is_valid():
        return render_review(request, sheet, remarks_form=form)
    if not reviewed_version(request).is_latest_of(sheet):
        messages.error(request, CHANGED)
        return render_review(request, sheet, remarks_form=form)
    with refusals_as_messages(request):
        for key, text in form.remarks.items():
            services_remarks.add_remark(page=sheet, by=request.user, section=sections[key], text=text)
        key = form.pressed_key if form.pressed_key in sections else next(iter(form.remarks), "")
        return HttpResponseRedirect(f"{reverse('ressources:review', args=[pk])}#{key}")
    return render_review(request, sheet, remarks_form=form)


@network_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    remark = visible_remark(request, pk)
    form = RemarkAnswerForm(request.POST)
    if not form.is_valid():
        return render(request, "ressources/review/remark_answer.html", {"remark": remark, "form": form})
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    services_remarks.answer_remark(remark=remark, by=request.user, text=text)
    return back_to(request, remark)


@network_required
@require_POST
def mark_done(request: HttpRequest, pk: int) -> HttpResponse:
    remark = visible_remark(request, pk)
    services_remarks.mark_done(remark=remark, by=request.user)
    return back_to(request, remark)


@network_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    remark = visible_remark(request, pk)
    services_remarks.reopen_remark(remark=remark)
    return back_to(request, remark)


@network_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a remark, for its author."""
    remark = get_object_or_404(Remark.objects.visible_to(request.user).filter(author=request.user), pk=pk)
    with refusals_as_messages(request):
        services_remarks.withdraw_remark(remark=remark)
        messages.success(request, "Votre remarque est retirée.")
        return redirect("ressources:review", remark.sheet_id)
    return back_to(request, remark)


def visible_remark(request: HttpRequest, pk: int) -> Remark:
    remarks = Remark.objects.visible_to(request.user).select_related("sheet__epm__commune", "author")
    return get_object_or_404(remarks, pk=pk)


def back_to(request: HttpRequest, remark: Remark) -> HttpResponse:
    """Redirect to the remark: on the preview for an author, on the review for a reviewer."""
    page = "preview" if is_author(request.user, remark.sheet) else "review"
    return HttpResponseRedirect(f"{reverse(f'ressources:{page}', args=[remark.sheet_id])}#{remark.anchor}")
